import type { Surface } from "../surface.ts";
import { answerQuestion, checkAgain, escalateDiagnosis, shareDiagnosis } from "./diagnosis.ts";
import { changeProvider } from "./escalation.ts";
import { type ActionArgs, type Press, readPress } from "./press.ts";
import { openPhase, pressStep } from "./steps.ts";
import { pressTicket } from "./tickets.ts";

type Handle = (surface: Surface, press: Press) => Promise<void>;
type Row = {
  startsWith: string;
  handle: Handle;
  needs: "mayUse" | "mayWork";
  /**
   * Acked when it is stored or answered and never before, however late: if this process goes away meanwhile, Slack says
   * that nothing happened and the person presses again. What may take as long as a live read is acked first.
   */
  isStored?: true;
};

/** Families of buttons by the start of their `action_id`; the first row that fits. */
export const ACTIONS: readonly Row[] = [
  { startsWith: "step:", handle: pressStep, needs: "mayWork", isStored: true },
  { startsWith: "ticket:phase:", handle: openPhase, needs: "mayWork" },
  { startsWith: "ticket:", handle: pressTicket, needs: "mayWork", isStored: true },
  { startsWith: "answer:", handle: answerQuestion, needs: "mayUse" },
  { startsWith: "check_again", handle: checkAgain, needs: "mayUse" },
  { startsWith: "escalate", handle: escalateDiagnosis, needs: "mayUse" },
  { startsWith: "share", handle: shareDiagnosis, needs: "mayUse" },
];

export function createActions(surface: Surface) {
  return async (args: ActionArgs): Promise<void> => {
    const { body } = args;
    if (body.view?.callback_id === "escalate") {
      await args.ack();
      return changeProvider(surface, args);
    }
    const press = readPress(surface, args);
    const row = ACTIONS.find(({ startsWith }) => press.actionId.startsWith(startsWith));
    // Link buttons arrive here as well and need nothing.
    if (row === undefined) return press.acked();
    if (row.isStored !== true) await press.acked();
    try {
      await act(surface, { row, press, teamId: body.user.team_id ?? body.team?.id ?? null });
    } finally {
      // Also when it failed: the person is told why where every failure is told.
      await press.acked();
    }
  };
}

type Acting = { row: Row; press: Press; teamId: string | null };

async function act(surface: Surface, { row, press, teamId }: Acting): Promise<void> {
  const allowed = await surface.access[row.needs]({ userId: press.by, teamId });
  return allowed.ok ? row.handle(surface, press) : press.tell(allowed.says);
}
