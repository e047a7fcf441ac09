import { expect, vi } from "vitest";
import { asObjects } from "../../../sandbox/slack/json.ts";
import type { Human } from "../../../sandbox/slack/people/human.ts";
import { catalogueOf } from "../../../src/domain/playbooks/catalogue.ts";
import { FINDS_OUT } from "../../../src/domain/playbooks/findings-of-steps.ts";
import { PLAYBOOKS } from "../../../src/domain/playbooks/index.ts";
import type { TestBot } from "../../support/bot.ts";
import { fields } from "./form.ts";
import { type Row, rowIn, stepsIn } from "./rows.ts";
import { closeAll, readable, topOf } from "./screen.ts";
import { checklistOf } from "./tickets.ts";
import { SUPPORT, WITHIN } from "./within.ts";

export type Press = { by: string; ref: string; step: string };

/** The row in the channel, or undefined while it is folded away. */
export function shownRow(bot: TestBot, { ref, step }: Omit<Press, "by">): Row | undefined {
  return rowIn(checklistOf(bot, ref).blocks ?? [], step);
}

/** Opens all steps of a phase, as *Show* does, and leaves the dialog open. */
export async function openPhase(bot: TestBot, by: string, ref: string, path: string): Promise<Human> {
  const human = bot.slack.human(by);
  await closeAll(human);
  await human.clickButton({ channel: SUPPORT, ts: checklistOf(bot, ref).ts, action_id: `ticket:phase:${path}` });
  await vi.waitFor(() => expect(topOf(human)?.body.callback_id).toBe("ticket_phase"), WITHIN);
  return human;
}

/** Every step of a phase that applies, with its row as the database has it now. */
export async function rowsOf(bot: TestBot, ref: string, path: string, by = "chloe"): Promise<Record<string, Row>> {
  const human = await openPhase(bot, by, ref, path);
  const blocks = asObjects(topOf(human)?.body.blocks);
  await closeAll(human);
  return Object.fromEntries(stepsIn(blocks).map((step) => [step, rowIn(blocks, step) as Row]));
}

export async function rowOf(bot: TestBot, ref: string, step: string, by = "chloe"): Promise<Row | undefined> {
  return (await rowsOf(bot, ref, pathOf(step), by))[step];
}

/**
 * Presses what the row offers under these words, in the channel or, where the row is folded away, in the dialog of its
 * phase. Comes back when the person sees something of it: the row changed, a private line, or a dialog.
 */
export async function press(bot: TestBot, { by, ref, step }: Press, words: string): Promise<Human> {
  const human = bot.slack.human(by);
  if (shownRow(bot, { ref, step }) === undefined) await openPhase(bot, by, ref, pathOf(step));
  else {
    await closeAll(human);
    // Ticks in a burst reach the channel as one update about a second later.
    await vi.waitFor(() => expect(offersNow(bot, { ref, step })).toContain(words), WITHIN);
  }
  const before = seen(bot, human, { ref, step });
  await pressHere(bot, human, { ref, step }, words);
  await vi.waitFor(() => expect(seen(bot, human, { ref, step })).not.toBe(before), WITHIN);
  return human;
}

function offersNow(bot: TestBot, of: Omit<Press, "by">): readonly string[] {
  const row = shownRow(bot, of);
  return [row?.main?.label ?? "", ...Object.keys(row?.menu.options ?? {})];
}

/** The press alone, on what this person has on the screen: the dialog when one is open, else the channel. */
export async function pressHere(
  bot: TestBot,
  human: Human,
  { ref, step }: Omit<Press, "by">,
  words: string,
): Promise<void> {
  const view = topOf(human);
  const message = checklistOf(bot, ref);
  const row = rowIn(asObjects(view === undefined ? message.blocks : view.body.blocks), step);
  const where = view === undefined ? { channel: SUPPORT, ts: message.ts } : { view_id: view.id };
  if (row?.main?.label === words) {
    await human.clickButton({ ...where, action_id: row.main.action_id });
    return;
  }
  const value = row?.menu.options[words];
  if (row === undefined || value === undefined) throw new Error(`${step} offers no “${words}”: ${JSON.stringify(row)}`);
  await human.select({ ...where, action_id: row.menu.action_id, value });
}

/** Ticks steps one after the other; each has to be offered when its turn comes. */
export async function tick(bot: TestBot, by: string, ref: string, steps: readonly string[]): Promise<void> {
  for (const step of steps) {
    const isAsked = FINDS_OUT.has(step) && shownRow(bot, { ref, step }) !== undefined;
    const human = await press(bot, { by, ref, step }, "Done");
    // In the channel, whoever finds something out is asked what it was; leaving that open is allowed.
    if (isAsked) await vi.waitFor(() => expect(topOf(human)?.body.callback_id).toBe("ticket_update"), WITHIN);
    await closeAll(human);
  }
}

/** What *Blocked: why?* answers. */
export async function why(bot: TestBot, of: Press): Promise<string> {
  return told(bot, of, "Blocked: why?");
}

/** A press that is answered in words, privately or in a dialog. */
export async function told(bot: TestBot, of: Press, words: string): Promise<string> {
  const human = bot.slack.human(of.by);
  const lines = human.ephemerals().length;
  await press(bot, of, words);
  const says = human.ephemerals().length > lines ? human.ephemerals().at(-1)?.text : readable(topOf(human)?.body);
  await closeAll(human);
  return says ?? "";
}

/** Releases with the last four digits; the sentence under the field when it was refused. */
export async function release(bot: TestBot, of: Press, lastFour: string): Promise<string | undefined> {
  return submitStep(bot, of, "Release…", { last_four: lastFour });
}

export async function skip(bot: TestBot, of: Press, reason: string): Promise<string | undefined> {
  return submitStep(bot, of, "Skip…", { reason });
}

async function submitStep(bot: TestBot, of: Press, words: string, answers: Record<string, string>) {
  const human = await press(bot, of, words);
  await vi.waitFor(() => expect(topOf(human)?.body.callback_id).toMatch(/^step_/), WITHIN);
  const { errors } = await human.submitView(fields(answers));
  await closeAll(human);
  return Object.values(errors ?? {})[0];
}

function seen(bot: TestBot, human: Human, of: Omit<Press, "by">): string {
  const view = topOf(human);
  return JSON.stringify([human.ephemerals().length, view?.id, view?.body.blocks, shownRow(bot, of)]);
}

function pathOf(step: string): string {
  const path = catalogueOf(PLAYBOOKS).get(step)?.path;
  if (path === undefined) throw new Error(`There is no step ${step}.`);
  return path;
}
