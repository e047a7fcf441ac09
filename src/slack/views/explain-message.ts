import type { KnownBlock } from "@slack/types";
import type { Namespace } from "../../domain/codes/code.ts";
import { type CodeExplained, explainNumber } from "../../domain/diagnosis/explain-words.ts";
import { PROVIDER_NAMES, PROVIDERS } from "../../domain/provider.ts";
import { clamp, join, md } from "../mrkdwn.ts";
import { type BuiltMessage, context, section } from "./blocks.ts";
import { fullestThatFits } from "./budget.ts";
import { spoken } from "./ticket-message.ts";

const SHOWN = 8;

/** `/waba explain 131031`, `/waba explain vonage 1330`: what a code means and what to do first. */
export function buildExplainMessage(typed: string): BuiltMessage {
  const code = /\d{1,9}/.exec(withoutNames(typed))?.[0];
  if (code === undefined) {
    return say("Which code? Write `/waba explain 131031`, or `/waba explain vonage 1330` when the provider is known.");
  }
  const explained = explainNumber(Number(code), providerIn(typed));
  switch (explained.found) {
    case "none":
      return say(explained.says);
    case "one":
      return message([explained.row], undefined);
    case "several":
      return message(explained.rows, explained.says);
  }
}

/** 360dialog's name holds digits that are no code. */
function withoutNames(typed: string): string {
  return typed.replace(/360\s*dialog/gi, " ");
}

function providerIn(typed: string): Namespace | undefined {
  const text = typed.toLowerCase();
  return PROVIDERS.find((provider): provider is Namespace => {
    return provider !== "other" && (text.includes(provider) || text.includes(PROVIDER_NAMES[provider].toLowerCase()));
  });
}

function say(words: string): BuiltMessage {
  const says = md`${words}`;
  return { text: says.mrkdwn, blocks: [section(says)] };
}

function message(rows: readonly CodeExplained[], says: string | undefined): BuiltMessage {
  const first = says === undefined ? [] : [section(md`${says}`)];
  const left = rows.length - SHOWN;
  const more = left > 0 ? [context(md`… and ${left} more. Name the provider to see it.`)] : [];
  const blocks = (): KnownBlock[] => [...first, ...rows.slice(0, SHOWN).flatMap(row), ...more];
  const spokenRows = rows
    .slice(0, SHOWN)
    .map((one) => `${one.code}, ${one.title}. ${one.means} ${one.lock} ${one.firstFix}`);
  return { text: spoken(md`${[says, ...spokenRows].filter(Boolean).join(" ")}`), blocks: fullestThatFits([blocks]) };
}

function row(one: CodeExplained): KnownBlock[] {
  return [
    section(
      join([
        md`*${one.code}* · ${clamp(one.title, 150)}`,
        md`${clamp(one.means, 500)}`,
        md`*Lock?* ${one.lock} ${clamp(one.lifts, 300)}`,
        md`*First:* ${clamp(one.firstFix, 400)}`,
      ]),
    ),
    context(md`${clamp(one.source, 300)}`),
  ];
}
