import type { Surface } from "../surface.ts";
import { answerQuestion, checkAgain, escalateDiagnosis, shareDiagnosis } from "./diagnosis.ts";
import { changeProvider } from "./escalation.ts";
import { type ActionArgs, type Press, readPress } from "./press.ts";
import { openPhase, pressStep } from "./steps.ts";
import { pressTicket } from "./tickets.ts";

type Handle = (surface: Surface, press: Press) => Promise<void>;
type Row = { startsWith: string; handle: Handle; needs: "mayUse" | "mayWork" };

/** Families of buttons by the start of their `action_id`; the first row that fits. */
export const ACTIONS: readonly Row[] = [
  { startsWith: "step:", handle: pressStep, needs: "mayWork" },
  { startsWith: "ticket:phase:", handle: openPhase, needs: "mayWork" },
  { startsWith: "ticket:", handle: pressTicket, needs: "mayWork" },
  { startsWith: "answer:", handle: answerQuestion, needs: "mayUse" },
  { startsWith: "check_again", handle: checkAgain, needs: "mayUse" },
  { startsWith: "escalate", handle: escalateDiagnosis, needs: "mayUse" },
  { startsWith: "share", handle: shareDiagnosis, needs: "mayUse" },
];

export function createActions(surface: Surface) {
  return async (args: ActionArgs): Promise<void> => {
    await args.ack();
    if (args.body.view?.callback_id === "escalate") return changeProvider(surface, args);
    const press = readPress(surface, args);
    const row = ACTIONS.find(({ startsWith }) => press.actionId.startsWith(startsWith));
    // Link buttons arrive here as well and need nothing.
    if (row === undefined) return;
    const teamId = args.body.user.team_id ?? args.body.team?.id ?? null;
    const allowed = await surface.access[row.needs]({ userId: press.by, teamId });
    if (!allowed.ok) return press.tell(allowed.says);
    await row.handle(surface, press);
  };
}
