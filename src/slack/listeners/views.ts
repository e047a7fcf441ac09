import type { AllMiddlewareArgs, SlackViewAction, SlackViewMiddlewareArgs, ViewSubmitAction } from "@slack/bolt";
import { inTime } from "../in-time.ts";
import { refusalWords } from "../refusal-words.ts";
import type { Surface } from "../surface.ts";
import { ADD_TO_TICKET, readAddTo } from "../views/duplicate-view.ts";
import { ESCALATE } from "../views/escalation/ids.ts";
import { buildFiledView } from "../views/filed-view.ts";
import { buildSorryView } from "../views/loading-view.ts";
import { addIds } from "../views/metadata.ts";
import { PASTE } from "../views/paste-modal.ts";
import { STEP_FAILED } from "../views/step-failed-modal.ts";
import { STEP_RELEASE, STEP_SKIP } from "../views/step-modals.ts";
import { TICKET_NUMBERS, TICKET_REOPEN, TICKET_RESOLVE, TICKET_WAITING } from "../views/ticket-modals.ts";
import { TICKET_UPDATE } from "../views/update/ids.ts";
import { createEscalationSubmission } from "./escalation.ts";
import { submitPaste } from "./paste.ts";
import { submitFailed, submitRelease, submitSkip } from "./step-dialogs.ts";
import { submitNumbers, submitReopen, submitResolve, submitUpdate, submitWaiting } from "./ticket-dialogs.ts";
import type { ViewAnswer } from "./view-answer.ts";

type Submit = (surface: Surface, body: ViewSubmitAction) => Promise<ViewAnswer>;
type Args = SlackViewMiddlewareArgs<SlackViewAction> & AllMiddlewareArgs;

const HANDLERS: Record<string, Submit> = {
  [STEP_RELEASE]: submitRelease,
  [STEP_SKIP]: submitSkip,
  [STEP_FAILED]: submitFailed,
  [TICKET_UPDATE]: submitUpdate,
  [TICKET_RESOLVE]: submitResolve,
  [TICKET_REOPEN]: submitReopen,
  [TICKET_WAITING]: submitWaiting,
  [TICKET_NUMBERS]: submitNumbers,
  [ADD_TO_TICKET]: submitAdd,
  [PASTE]: submitPaste,
};

/** A ticket's dialogs need membership of the support channel; a report and a diagnosis do not. */
const OPEN_TO_ALL = new Set<string>([ADD_TO_TICKET, PASTE]);
const LATE =
  "The database did not answer in time, so it is not certain that this was saved. Look at the ticket, then try again.";

export function createViews(surface: Surface) {
  const submitEscalation = createEscalationSubmission(surface);
  return async (args: Args): Promise<void> => {
    const { ack, body } = args;
    if (body.type !== "view_submission") return ack();
    const submission = body as ViewSubmitAction;
    if (submission.view.callback_id === ESCALATE) {
      return submitEscalation(args as Parameters<typeof submitEscalation>[0]);
    }
    const answer = await inTime(answerTo(surface, submission), surface.answerWithinMs, (err) =>
      surface.log.error({ err, dialog: submission.view.callback_id }, "a dialog was not saved"),
    );
    if (answer === undefined)
      return ack({ response_action: "push", view: buildSorryView("Not certain", LATE) } as never);
    if (answer.errors !== undefined) return ack({ response_action: "errors", errors: answer.errors } as never);
    if (answer.view !== undefined) return ack({ response_action: "update", view: answer.view } as never);
    await ack();
    await answer.after?.().catch((err) => surface.log.warn({ err }, "what followed a dialog was not shown"));
  };
}

async function answerTo(surface: Surface, body: ViewSubmitAction): Promise<ViewAnswer> {
  const handle = HANDLERS[body.view.callback_id];
  if (handle === undefined) return {};
  const actor = { userId: body.user.id, teamId: body.user.team_id ?? null };
  const may = OPEN_TO_ALL.has(body.view.callback_id) ? surface.access.mayUse : surface.access.mayWork;
  const allowed = await may(actor);
  return allowed.ok ? handle(surface, body) : { view: buildSorryView("Not allowed", allowed.says) };
}

async function submitAdd(surface: Surface, { view, user }: ViewSubmitAction): Promise<ViewAnswer> {
  const ref = readAddTo(view.state.values, view.private_metadata);
  const draftId = addIds.decode(view.private_metadata)?.draftId;
  if (ref === undefined || draftId === undefined)
    return { view: buildSorryView("Too old", refusalWords({ refused: "draft_gone" }, surface.playbooks)) };
  const answer = await surface.addToTicket({ ref, draftId, by: user.id });
  if (!answer.ok) return { view: buildSorryView("Not added", refusalWords(answer.refusal, surface.playbooks)) };
  return {
    view: buildFiledView({ ref, again: !answer.changed, added: answer.changed, channel: surface.supportChannel() }),
  };
}
