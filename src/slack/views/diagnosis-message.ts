import type { KnownBlock } from "@slack/types";
import { causeLine } from "../../domain/diagnosis/cause-words.ts";
import { contradictionLine } from "../../domain/diagnosis/contradiction-words.ts";
import type { Diagnosis } from "../../domain/diagnosis/diagnosis.ts";
import { doNotLine } from "../../domain/diagnosis/do-not-words.ts";
import { findingLine } from "../../domain/diagnosis/finding-words.ts";
import { firstStep } from "../../domain/diagnosis/first-step-words.ts";
import { sayCode } from "../../domain/diagnosis/say.ts";
import { headline } from "../../domain/diagnosis/verdict-words.ts";
import { confidenceLine, reasonsOf, summary } from "../../domain/diagnosis/words.ts";
import type { SecretKind } from "../../domain/redaction.ts";
import type { Instant } from "../../domain/time.ts";
import { clamp, code, join, type Mrkdwn, md, when } from "../mrkdwn.ts";
import { type BuiltMessage, context, section } from "./blocks.ts";
import { fullestThatFits } from "./budget.ts";
import { SCOPE_WORDS } from "./choices.ts";
import { diagnosisButtons, questionBlocks } from "./diagnosis-buttons.ts";
import { secretNames } from "./secret-warning.ts";
import { spoken } from "./ticket-message.ts";

export type DiagnosisShown = {
  /** Id of the stored diagnosis: what the buttons act on. */
  id: string;
  diagnosis: Diagnosis;
  number: string | null;
  ids?: { wabaId?: string; phoneNumberId?: string; messageId?: string; fbtraceId?: string };
  secretsFound: readonly SecretKind[];
  /** Live reads that are not configured, in words. */
  probesMissing: readonly string[];
  /** When it was made. */
  probedAt: Instant | null;
  /** *Share to channel* is for the private answer; in a thread everybody sees it already. */
  canShare: boolean;
};

/** What is wrong, how sure we are, what contradicts it, what to do first; then the one next question. */
export function buildDiagnosisMessage(shown: DiagnosisShown): BuiltMessage {
  const { diagnosis, number } = shown;
  const text = md`${summary(diagnosis)}${number === null ? "" : ` Number: ${number}.`}`;
  const limits = [
    { items: 6, because: 3, line: 400 },
    { items: 3, because: 1, line: 250 },
  ];
  return { text: spoken(text), blocks: fullestThatFits(limits.map((limit) => () => render(shown, limit))) };
}

type Limit = { items: number; because: number; line: number };

function render(shown: DiagnosisShown, limit: Limit): KnownBlock[] {
  const { diagnosis } = shown;
  return [
    section(join([md`${MARKS[diagnosis.verdict]} *${clamp(headline(diagnosis), 600)}*`, about(shown)])),
    section(md`${clamp(confidenceLine(diagnosis), 800)}`),
    ...list("*Causes, most likely first*", causes(diagnosis, limit)),
    ...list("*What does not fit together*", contradictions(diagnosis, limit)),
    section(md`*First:* ${clamp(firstStep(diagnosis), 600)}`),
    ...list(
      "⛔ *Not now*",
      diagnosis.doNot.map((what) => md`• ${doNotLine(what)}`),
    ),
    ...seen(shown),
    ...unread(shown, limit),
    ...secrets(shown.secretsFound),
    ...questionBlocks(shown),
    diagnosisButtons(shown),
  ];
}

/** Beside the words, never instead of them. */
const MARKS: Record<Diagnosis["verdict"], string> = {
  locked: "🔒",
  restricted: "⏳",
  blocked: "🚫",
  limited: "🐢",
  not_locked: "🟢",
  unknown: "❔",
};

function about({ diagnosis, number, probedAt }: DiagnosisShown): Mrkdwn {
  const scope = diagnosis.scope === "unknown" ? "scope not known" : inSentence(SCOPE_WORDS[diagnosis.scope]);
  const asOf = probedAt === null ? undefined : md`as of ${when(probedAt)}`;
  return join([number === null ? md`no number given` : code(number), md`affected: ${scope}`, asOf], " · ");
}

function list(title: string, lines: readonly Mrkdwn[]): KnownBlock[] {
  return lines.length === 0 ? [] : [section(join([{ mrkdwn: title }, ...lines]))];
}

function causes(diagnosis: Diagnosis, limit: Limit): Mrkdwn[] {
  return diagnosis.causes.slice(0, limit.items).map((cause, at) => {
    const because = reasonsOf(cause, diagnosis).slice(0, limit.because);
    return md`${at + 1}. ${causeLine(cause)}${because.length === 0 ? "" : md` _${clamp(because.join(" "), limit.line)}_`}`;
  });
}

function contradictions(diagnosis: Diagnosis, limit: Limit): Mrkdwn[] {
  return diagnosis.contradictions
    .slice(0, limit.items)
    .map((one) => md`• ${clamp(contradictionLine(one), limit.line)}`);
}

function seen({ diagnosis, ids }: DiagnosisShown): KnownBlock[] {
  const { codes } = diagnosis;
  const all = [
    codes.length === 0 ? undefined : md`Codes: ${codes.slice(0, 10).map(sayCode).join(", ")}`,
    ids?.wabaId === undefined ? undefined : md`account ${code(clamp(ids.wabaId, 40))}`,
    ids?.fbtraceId === undefined ? undefined : md`fbtrace_id ${code(clamp(ids.fbtraceId, 80))}`,
  ].filter((part) => part !== undefined);
  return all.length === 0 ? [] : [context(join(all, " · "))];
}

/** "Could not read" is never "absent": it is said, with the reason, so that nobody takes silence for health. */
function unread({ diagnosis, probesMissing }: DiagnosisShown, limit: Limit): KnownBlock[] {
  const failed = diagnosis.findings.filter(({ kind }) => kind === "could_not_read").map(findingLine);
  const lines = [...new Set([...failed, ...probesMissing])].slice(0, limit.items);
  return lines.length === 0
    ? []
    : [context(join([md`*Not read*`, ...lines.map((line) => md`• ${clamp(line, limit.line)}`)]))];
}

function secrets(kinds: readonly SecretKind[]): KnownBlock[] {
  if (kinds.length === 0) return [];
  return [context(md`⚠️ Removed from what was pasted: ${secretNames(kinds)}. Delete the message and replace it.`)];
}

/** Words that start a choice, in the middle of a line; the names in them keep their capitals. */
function inSentence(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
