import { z } from "zod";
import type { StepTarget } from "../../domain/ticket/command.ts";
import { LIMITS } from "../limits.ts";

/** What a press on a step wants: a target state, or a look at why it is blocked or how it is done. */
export type StepIntent = StepTarget | "failed" | "details" | "why";

/** The contract of a step's buttons: an absolute target, and the version of the row the person saw. */
export type StepPress = { ticket: string; step: string; to: StepIntent; v: number };

const INTENTS = ["claimed", "todo", "released", "skipped", "failed", "details", "why"] as const;
const Press = z.object({
  ticket: z.string().min(1).max(30),
  step: z.string().min(1).max(100),
  to: z.enum(INTENTS),
  v: z.number().int().min(0),
});

export function stepValue({ ticket, step, to, v }: StepPress): string {
  return JSON.stringify({ ticket, step, to, v });
}

/**
 * An overflow option holds 75 characters, too few for the JSON of a long step id. Then the ids move into the
 * `action_id`, which holds 255, and the options say only what is wanted.
 */
export function stepOverflow(press: Omit<StepPress, "to">, intents: readonly StepIntent[]) {
  const values = intents.map((to) => stepValue({ ...press, to }));
  const isShort = values.every((value) => value.length <= LIMITS.option.value);
  return {
    action: isShort ? `step:more:${press.step}` : `step:more:${press.ticket}:${press.v}:${press.step}`,
    values: isShort ? values : intents,
  };
}

type Pressed = {
  action_id: string;
  value?: string | undefined;
  selected_option?: { value: string } | null | undefined;
};

/** Reads a press; anything that is not one of ours is undefined. */
export function readStepPress(action: Pressed): StepPress | undefined {
  const value = action.selected_option?.value ?? action.value ?? "";
  const fromAction = /^step:more:([^:]+):(\d+):(.+)$/.exec(action.action_id);
  const parsed = Press.safeParse(
    fromAction === null || value.startsWith("{")
      ? json(value)
      : { ticket: fromAction[1], v: Number(fromAction[2]), step: fromAction[3], to: value },
  );
  return parsed.success ? parsed.data : undefined;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
