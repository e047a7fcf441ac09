import type { ChangeRequest } from "../../app/change-ticket.ts";
import type { Code } from "../../domain/codes/code.ts";
import type { StepTarget } from "../../domain/ticket/command.ts";
import { type Mrkdwn, md, person } from "../mrkdwn.ts";
import { refusalWords } from "../refusal-words.ts";
import type { Surface } from "../surface.ts";
import type { StepIds } from "../views/metadata.ts";

type SetStep = {
  ids: StepIds;
  to: StepTarget;
  by: string;
  lastFour?: string;
  reason?: string;
  failedWith?: Code | "not_noted";
};

/** Undefined when it was done; otherwise the sentence for the person. */
export async function setStep(
  surface: Surface,
  { ids, to, by, lastFour, reason, failedWith }: SetStep,
): Promise<Mrkdwn | undefined> {
  const answer = await surface.changeTicket({
    ref: ids.ticket,
    command: {
      do: "set_step",
      step: ids.step,
      to,
      version: ids.v,
      by,
      ...(lastFour === undefined ? {} : { lastFour }),
      ...(reason === undefined ? {} : { hasReason: true }),
      ...(failedWith === undefined ? {} : { failedWith }),
    },
    ...(reason === undefined ? {} : { text: withReason(ids.step, reason) }),
  });
  if (!answer.ok) return refusalWords(answer.refusal, surface.playbooks);
  if (answer.changed) return undefined;
  const row = answer.record.ticket.steps.find(({ id }) => id === ids.step);
  const who = row?.by === by ? md`you` : row?.by ? person(row.by) : md`somebody`;
  return md`Nothing changed: ${who} did this already.`;
}

/** Whoever skips what is skipped already is told so, and the reason of the one who did it stays. */
function withReason(step: string, reason: string): NonNullable<ChangeRequest["text"]> {
  return (text, events) => (events.length === 0 ? text : { ...text, reasons: { ...text.reasons, [step]: reason } });
}
