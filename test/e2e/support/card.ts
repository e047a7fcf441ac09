import { expect, vi } from "vitest";
import { placedElements } from "../../../sandbox/slack/block-kit/elements-of.ts";
import { asObjects } from "../../../sandbox/slack/json.ts";
import type { Human } from "../../../sandbox/slack/people/human.ts";
import type { TestBot } from "../../support/bot.ts";
import { fields } from "./form.ts";
import { closeAll, topOf } from "./screen.ts";
import { cardOf } from "./tickets.ts";
import { SUPPORT, WITHIN } from "./within.ts";

/** Buttons and menu entries of the card, by their words. */
export function offeredOn(bot: TestBot, ref: string): string[] {
  return placedElements(cardOf(bot, ref).blocks ?? []).flatMap(({ element }) =>
    element.type === "overflow" ? asObjects(element.options).map(wordsOf) : [wordsOf(element)],
  );
}

/** Presses a button or a menu entry of the card. */
export async function pressCard(bot: TestBot, by: string, ref: string, words: string): Promise<Human> {
  const human = bot.slack.human(by);
  await closeAll(human);
  const where = { channel: SUPPORT, ts: cardOf(bot, ref).ts };
  for (const { action_id, element } of placedElements(cardOf(bot, ref).blocks ?? [])) {
    if (wordsOf(element) === words) {
      await human.clickButton({ ...where, action_id });
      return human;
    }
    const option = asObjects(element.options).find((one) => wordsOf(one) === words);
    if (option === undefined) continue;
    await human.select({ ...where, action_id, value: String(option.value) });
    return human;
  }
  throw new Error(`The card of ${ref} offers no “${words}”, only ${offeredOn(bot, ref).join(", ")}.`);
}

/** Opens a dialog from the card and submits it; the errors under its fields. */
export async function submitFromCard(
  bot: TestBot,
  by: string,
  ref: string,
  words: string,
  answers: Parameters<typeof fields>[0],
): Promise<Record<string, string>> {
  const human = await pressCard(bot, by, ref, words);
  await vi.waitFor(() => expect(topOf(human)).toBeDefined(), WITHIN);
  const { errors = {} } = await human.submitView(fields(answers));
  await closeAll(human);
  return errors;
}

/** *Update*, which has to be accepted. */
export async function update(bot: TestBot, ref: string, answers: Parameters<typeof fields>[0], by = "ben") {
  expect(await submitFromCard(bot, by, ref, "Update", answers)).toEqual({});
}

function wordsOf({ text }: { text?: unknown }): string {
  return String(asObjects([text])[0]?.text ?? "");
}
