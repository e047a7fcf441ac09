import type { Button, Overflow } from "@slack/types";
import type { StepView } from "../../domain/ticket/step-view.ts";
import { button, overflow } from "./blocks.ts";
import { type StepIntent, stepOverflow, stepValue } from "./step-press.ts";

/** The one thing to press, or why there is nothing to press. */
export function mainButton(view: StepView, ticket: string): Button {
  const { id, row } = view;
  const press = { ticket, step: id, v: row.version };
  const label = `: ${view.step.title}`;
  if (view.main === null) {
    const value = stepValue({ ...press, to: "why" });
    return button({ text: "Blocked: why?", action: `step:why:${id}`, value, label: `Blocked: why?${label}` });
  }
  const words = mainWords(view);
  return button({
    text: words,
    action: `step:set:${id}`,
    value: stepValue({ ...press, to: view.main }),
    label: `${words}${label}`,
    ...(view.main === "released" ? { style: "danger" as const } : {}),
  });
}

function mainWords({ main, waitsForSecond }: StepView): string {
  if (main === "released") return waitsForSecond ? "Release as second" : "Release…";
  return waitsForSecond ? "Agree as second" : "Done";
}

/** Undo, skip and details; a registration can also have failed, which has to be counted. */
export function stepIntents(view: StepView): readonly StepIntent[] {
  const isTouched = view.row.state !== "todo";
  const canSkip = !isTouched && view.state !== "hidden";
  const canFail = view.step.attempt === "register" && view.main === "claimed";
  return [
    ...(isTouched ? (["todo"] as const) : []),
    ...(canSkip ? (["skipped"] as const) : []),
    ...(canFail ? (["failed"] as const) : []),
    "details",
  ];
}

export const INTENT_WORDS: Record<StepIntent, string> = {
  todo: "Undo",
  skipped: "Skip…",
  failed: "It was tried and failed…",
  details: "Details",
  claimed: "Done",
  released: "Release…",
  why: "Blocked: why?",
};

export function stepMenu(view: StepView, ticket: string): Overflow {
  const intents = stepIntents(view);
  const { action, values } = stepOverflow({ ticket, step: view.id, v: view.row.version }, intents);
  return overflow(
    action,
    intents.map((intent, at) => ({ text: INTENT_WORDS[intent], value: values[at] ?? intent })),
  );
}
