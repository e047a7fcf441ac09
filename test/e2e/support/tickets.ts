import { expect, vi } from "vitest";
import type { Human } from "../../../sandbox/slack/people/human.ts";
import type { Message } from "../../../sandbox/slack/state/state.ts";
import type { TestBot } from "../../support/bot.ts";
import { type Form, filled } from "./form.ts";
import { closeAll, readable, topOf } from "./screen.ts";
import { SUPPORT, WITHIN } from "./within.ts";

/** Opens the form with `/waba escalate` and waits until it is there. */
export async function openEscalation(bot: TestBot, by: string): Promise<Human> {
  const human = bot.slack.human(by);
  await human.slash({ channel: "#general", text: "/waba escalate" });
  await vi.waitFor(() => expect(topOf(human)?.body.callback_id).toBe("escalate"), WITHIN);
  return human;
}

/** Submits, and presses again as the form asks when the database was too slow: a form is filed once. */
export async function submitForm(human: Human, form: Partial<Form>): Promise<Record<string, string>> {
  const values = filled(form);
  for (;;) {
    const { outcome, errors = {} } = await human.submitView(values);
    const isLate = outcome !== "acked" || (errors.errors ?? "").includes("did not answer in time");
    if (!isLate) return errors;
  }
}

/** The ref in the dialog that the form turned into. */
export function filedAs(human: Human): string {
  return /Filed as (WL-\d+)/.exec(readable(topOf(human)?.body.title))?.[1] ?? "";
}

/** From an open form to a ticket whose card and checklist are in the support channel. */
export async function fileOpenForm(bot: TestBot, human: Human, form: Partial<Form>): Promise<string> {
  expect(await submitForm(human, form)).toEqual({});
  const ref = filedAs(human);
  expect(ref).toMatch(/^WL-\d+$/);
  await closeAll(human);
  await vi.waitFor(() => expect(checklistOf(bot, ref).thread_ts).toBe(cardOf(bot, ref).ts), WITHIN);
  return ref;
}

export async function fileTicket(bot: TestBot, form: Form, by = "ana"): Promise<string> {
  return fileOpenForm(bot, await openEscalation(bot, by), form);
}

export function cardOf(bot: TestBot, ref: string): Message {
  return noticeOf(bot, ref, "card");
}

export function checklistOf(bot: TestBot, ref: string): Message {
  return noticeOf(bot, ref, "checklist");
}

/** Everything the card says, without its markup. */
export function cardText(bot: TestBot, ref: string): string {
  return readable(cardOf(bot, ref).blocks);
}

function noticeOf(bot: TestBot, ref: string, kind: string): Message {
  const ours = bot.slack.messages(SUPPORT).filter(({ metadata }) => {
    return metadata?.event_payload.ticket === ref && metadata.event_payload.kind === kind;
  });
  const [message] = ours;
  if (message === undefined || ours.length > 1) throw new Error(`${ref} has ${ours.length} messages of kind ${kind}.`);
  return message;
}

/** The paths of the ticket, in the order of its checklist. */
export function pathsOf(bot: TestBot, ref: string): string[] {
  const blocks = checklistOf(bot, ref).blocks ?? [];
  return [...JSON.stringify(blocks).matchAll(/"action_id":"ticket:phase:([\w:]+)"/g)].map(([, path = ""]) => path);
}
