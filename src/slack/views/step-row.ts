import type { KnownBlock } from "@slack/types";
import type { StepView } from "../../domain/ticket/step-view.ts";
import { clamp, join, type Mrkdwn, md, person, when } from "../mrkdwn.ts";
import { actorWords } from "./actor-words.ts";
import { actions, section } from "./blocks.ts";
import { mainButton, stepMenu } from "./step-moves.ts";

export type RowContext = {
  /** Ref of the ticket. */
  ticket: string;
  /** Why a step was skipped, by step id. */
  reasons: Readonly<Record<string, string>>;
  /** Characters of how-to shown in the row; the rest is under *Details*. */
  howTo: number;
};

/** One step: what to do and by whom, or who did it when; one main button, the rest in the overflow. */
export function buildStepRow(view: StepView, context: RowContext): KnownBlock[] {
  const menu = stepMenu(view, context.ticket);
  if (view.isFinished && !view.waitsForSecond) return [section(text(view, context), { accessory: menu })];
  return [section(text(view, context), { accessory: menu }), actions([mainButton(view, context.ticket)])];
}

function text(view: StepView, context: RowContext): Mrkdwn {
  return join([title(view), standing(view, context), howTo(view, context.howTo)]);
}

/** Before its release an irreversible step is a name and nothing more: no how-to to follow too early. */
function title(view: StepView): Mrkdwn {
  const words = clamp(view.step.title, 120);
  if (view.step.irreversible === true && !view.showsHowTo) return md`⛔ Later: ${words}`;
  return md`${MARKS[view.state]} *${words}* · ${actorWords(view.step.who)}`;
}

const MARKS: Record<StepView["state"], string> = {
  todo: "⬜",
  blocked: "⏸️",
  released: "🔓",
  claimed: "☑️",
  verified: "✅",
  disputed: "⚠️",
  skipped: "➖",
  hidden: "",
};

function standing(view: StepView, { reasons }: RowContext): Mrkdwn | undefined {
  const { row } = view;
  const who = row.by === null ? md`the check` : row.by === "probe" ? md`the check` : person(row.by);
  const at = row.at === null ? undefined : md`, ${when(row.at)}`;
  const both = row.second === null ? who : md`${who} and ${person(row.second)}`;
  switch (view.state) {
    case "todo":
      return view.step.irreversible === true ? undefined : md`To do`;
    case "blocked":
      return md`Blocked${blockedBy(view)}`;
    case "released":
      return md`Released by ${released(view)}. Not done yet.${waits(view)}`;
    case "claimed":
      return md`Said done by ${both}${at}${waits(view)}${unproved(view)}`;
    case "verified":
      return md`Verified by ${both}${at}`;
    case "disputed":
      return md`Disputed${at}: a check does not agree. Look again before going on.`;
    case "skipped":
      return md`Skipped by ${who}${at}: ${clamp(reasons[row.id] ?? "no reason kept", 150)}`;
    default:
      return undefined;
  }
}

function blockedBy({ missing, isUsedUp }: StepView): Mrkdwn {
  if (isUsedUp) return md`: registering failed too often. It goes to the provider or to Meta.`;
  const first = missing.steps[0];
  const left = missing.steps.length + missing.conditions.length - 1;
  const more = left > 0 ? ` (and ${left} more)` : "";
  if (first !== undefined) return md`: waits for “${clamp(first.title, 80)}”, ${actorWords(first.who)}${more}`;
  return md`: ${clamp(missing.conditions[0] ?? "something before it is not done", 150)}${more}`;
}

function released({ row }: StepView): Mrkdwn {
  const who = row.releasedBy === null ? md`somebody` : person(row.releasedBy);
  const both = row.second === null ? who : md`${who} and ${person(row.second)}`;
  return row.releasedAt === null ? both : md`${both}, ${when(row.releasedAt)}`;
}

function waits({ waitsForSecond }: StepView): string {
  return waitsForSecond ? " A second person has to agree." : "";
}

function unproved({ step, waitsForSecond }: StepView): string {
  if (waitsForSecond || step.verifiedBy === undefined) return "";
  return `. Not verified yet. Proof: ${clamp(step.verifiedBy.words, 120)}`;
}

function howTo(view: StepView, characters: number): Mrkdwn | undefined {
  const { step } = view;
  if (characters <= 0 || !view.showsHowTo || (view.isFinished && !view.waitsForSecond)) return undefined;
  if (view.state === "blocked") return undefined;
  const careful = step.careful === undefined ? undefined : md`_Careful:_ ${clamp(step.careful, characters)}`;
  return join([md`${clamp(step.does, characters)}`, careful]);
}
