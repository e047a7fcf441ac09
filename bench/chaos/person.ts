import { placedElements } from "../../sandbox/slack/block-kit/elements-of.ts";
import { asObjects, asText } from "../../sandbox/slack/json.ts";
import type { Human } from "../../sandbox/slack/people/human.ts";
import type { Message } from "../../sandbox/slack/state/state.ts";
import { fields, filled, LOCKED, unixNow } from "../../test/e2e/support/form.ts";
import { type Row, rowIn, stepsIn } from "../../test/e2e/support/rows.ts";
import type { Ledger, Press } from "./ledger.ts";
import type { Random } from "./random.ts";
import { comesTrue } from "./wait.ts";
import type { World } from "./world.ts";

export const SUPPORT = "#waba-support";
export const GENERAL = "#general";
/** Old enough that the card says it in days, the same at each end of a run. */
const FIRST_SEEN_AGO_S = 3.5 * 24 * 3600;
/** Nobody tries for ever, but longer than any bot is away. */
const TRIES_FOR_MS = 15 * 60_000;
const TRY_AGAIN_MS = 200;
/** How long somebody looks whether anything comes of it. */
const PATIENCE = { withinMs: 8_000, everyMs: 150 };
/** A press is acked when it is stored or answered, so what is to be seen of it is there soon or comes much later. */
const AFTER_PRESS = { ...PATIENCE, withinMs: 4_000 };
const CHANGES = /"do":"(take|waiting_on_customer|in_progress)"/;
const WORDS = { claimed: "Done", todo: "Undo", skipped: "Skip…" } as const;

export type Person = Record<"file" | "tick" | "undo" | "skip" | "mention", () => Promise<void>> & {
  /** Looks the ticket up and takes it on or moves it, wherever its card is. */
  touch(ref: string): Promise<void>;
};
type Needs = { world: World; ledger: Ledger; random: Random; name: string; id: string };
type To = Press["to"];

/** Somebody of the support team: does one thing after the other, and again what Slack said did not work. */
export function createPerson({ world: { slack }, ledger, random, name, id }: Needs): Person {
  const human: Human = slack.human(name);
  const top = () => human.views().at(-1);

  async function closeAll(): Promise<void> {
    while (human.views().length > 0) await human.closeView();
  }

  /** Tries until it worked; what never did is held against the bot. */
  async function insist(what: string, work: () => Promise<boolean>): Promise<boolean> {
    const isDone = await comesTrue(work, { withinMs: TRIES_FOR_MS, everyMs: TRY_AGAIN_MS });
    if (!isDone) ledger.gaveUp.push(`${name} could not ${what}`);
    return isDone;
  }

  /** A dialog of an earlier press may come late and lie on top: this one says what it is about. */
  const opens = (callback: string, about: readonly string[] = []) =>
    comesTrue(() => {
      const body = top()?.body;
      const ids = asText(body?.private_metadata) ?? "";
      return body?.callback_id === callback && about.every((id) => ids.includes(`"${id}"`));
    }, PATIENCE);

  async function file(): Promise<void> {
    const isOpen = await insist("open the form", async () => {
      await closeAll();
      const { outcome } = await human.slash({ channel: GENERAL, text: "/waba escalate" });
      return outcome === "acked" && opens("escalate");
    });
    if (!isOpen) return;
    const viewId = top()?.id ?? "";
    const number = ledger.nextNumber();
    const form = filled({ number, errors: LOCKED, first_seen: unixNow() - FIRST_SEEN_AGO_S });
    let isGone = false;
    const isFiled = await insist(`file ${number}`, async () => {
      const { ok, outcome, errors = {} } = await human.submitView(form, viewId);
      isGone = !ok;
      // Slack or the form says to press again.
      return isGone || (outcome === "acked" && Object.keys(errors).length === 0);
    });
    const shown = human.views().find((view) => view.id === viewId);
    const ref = /Filed as (WL-\d+)/.exec(JSON.stringify(shown?.body.title ?? ""))?.[1];
    // A dialog asked for earlier came late and took its place: what became of this form is for the channel to say.
    if (isGone || ref === undefined) ledger.unsure.add(viewId);
    else if (isFiled) ledger.filings.push({ viewId, by: id, number, ref });
    await closeAll();
  }

  async function press(to: To): Promise<void> {
    await closeAll();
    const found = somethingToPress(to);
    if (found === undefined) return;
    const { ref, step } = found;
    ledger.pressed.add(keyOf(ref, step, to));
    const before = rowOf(ref, step)?.text;
    const readBefore = linesRead();
    const isAcked = await insist(`press ${WORDS[to]} on ${ref} ${step}`, async () => {
      const row = rowOf(ref, step);
      // What the person wanted has been done, perhaps by the press whose answer was lost.
      if (row === undefined || !offers(row, to)) return true;
      await closeAll();
      if ((await pressRow(ref, row, to)) !== "acked") return false;
      if (to === "skipped" && !(await submitsReason([ref, step]))) return false;
      // A dialog for the reason that stays says why.
      if (to !== "skipped" || top() === undefined) ledger.presses.push({ by: id, ref, step, to, readBefore });
      return true;
    });
    if (!isAcked) return;
    const isAnswered = () => rowOf(ref, step)?.text !== before || linesRead() > readBefore;
    await comesTrue(isAnswered, AFTER_PRESS);
  }

  async function pressRow(ref: string, { main, menu }: Row, to: To): Promise<string | undefined> {
    const where = { channel: SUPPORT, ts: messageOf(ref)?.ts ?? "" };
    if (to === "claimed") return (await human.clickButton({ ...where, action_id: main?.action_id ?? "" })).outcome;
    const value = menu.options[WORDS[to]] ?? "";
    return (await human.select({ ...where, action_id: menu.action_id, value })).outcome;
  }

  /** True when the dialog is done with, whatever it said. */
  async function submitsReason(about: readonly string[]): Promise<boolean> {
    if (!(await opens("step_skip", about))) return false;
    const viewId = top()?.id ?? "";
    return insist("give a reason", async () => {
      const { outcome } = await human.submitView(fields({ reason: "Not needed here." }), viewId);
      return outcome === "acked";
    });
  }

  function somethingToPress(to: To): { ref: string; step: string } | undefined {
    const ref = random.pick(ledger.filings)?.ref ?? "";
    const blocks = asObjects(messageOf(ref)?.blocks);
    const can = stepsIn(blocks).filter((step) => {
      const row = rowIn(blocks, step);
      return row !== undefined && offers(row, to) && !ledger.pressed.has(keyOf(ref, step, to));
    });
    const step = random.pick(can);
    return step === undefined ? undefined : { ref, step };
  }

  const keyOf = (ref: string, step: string, to: To) => `${id} ${ref} ${step} ${to}`;
  const linesRead = () => human.ephemerals().filter(({ user }) => user !== "USLACKBOT").length;
  const rowOf = (ref: string, step: string) => rowIn(asObjects(messageOf(ref)?.blocks), step);

  function messageOf(ref: string): Message | undefined {
    return slack.messages(SUPPORT).find(({ metadata }) => {
      return metadata?.event_payload.ticket === ref && metadata.event_payload.kind === "checklist";
    });
  }

  async function mention(): Promise<void> {
    const { message } = await human.say({
      channel: GENERAL,
      text: `@Locksmith ${ledger.nextNumber()} fails: ${LOCKED}`,
    });
    if (message === undefined) return;
    ledger.mentions.push({ by: id, channel: GENERAL, ts: message.ts });
    // Nobody asks again and again while the answer is still to come.
    await comesTrue(() => slack.thread(GENERAL, message.ts).length > 1, PATIENCE);
  }

  async function touch(ref: string): Promise<void> {
    await insist(`touch ${ref}`, async () => {
      const before = human.ephemerals().length;
      await human.slash({ channel: GENERAL, text: `/waba tickets ${ref}` });
      const card = () =>
        human
          .ephemerals()
          .slice(before)
          .find(({ blocks }) => changeIn(blocks) !== undefined);
      await comesTrue(() => card() !== undefined, PATIENCE);
      const change = changeIn(card()?.blocks);
      if (change === undefined) return false;
      const { outcome } = await human.select({ channel: GENERAL, ts: card()?.ts ?? "", ...change });
      return outcome === "acked";
    });
  }

  return {
    file,
    touch,
    tick: () => press("claimed"),
    undo: () => press("todo"),
    skip: () => press("skipped"),
    mention,
  };
}

/** What changes a ticket and nothing on its checklist, on the button or in the menu of its card. */
function changeIn(blocks: Message["blocks"]): { action_id: string; value: string } | undefined {
  for (const { action_id, element } of placedElements(blocks ?? [])) {
    const values = [element, ...asObjects(element.options)].map(({ value }) => String(value ?? ""));
    const value = values.find((one) => CHANGES.test(one));
    if (value !== undefined) return { action_id, value };
  }
  return undefined;
}

function offers({ main, menu }: Row, to: To): boolean {
  return to === "claimed" ? main?.label === WORDS.claimed : menu.options[WORDS[to]] !== undefined;
}
