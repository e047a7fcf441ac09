import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from "@slack/bolt";
import type { EscalateAnswer } from "../../app/escalate-number.ts";
import type { StoredDiagnosis } from "../../app/ports/store.ts";
import { PROVIDERS, type Provider } from "../../domain/provider.ts";
import type { SecretKind } from "../../domain/redaction.ts";
import { inTime } from "../in-time.ts";
import type { Surface } from "../surface.ts";
import { buildDuplicateView } from "../views/duplicate-view.ts";
import { draftFrom, readEscalationForm } from "../views/escalation/form.ts";
import { ESCALATION } from "../views/escalation/ids.ts";
import { buildEscalationModal, type EscalationDraft } from "../views/escalation/modal.ts";
import { buildFiledView } from "../views/filed-view.ts";
import { escalationIds } from "../views/metadata.ts";
import { ignoreClosed } from "./closed-view.ts";
import type { ActionArgs } from "./press.ts";

type Opening = { triggerId: string; by: string; diagnosis?: StoredDiagnosis | undefined; draft?: EscalationDraft };
type Submission = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

const NOT_STORED =
  "The database or Slack did not answer in time, so it is not certain that this was filed. Your text is still here: press the button again in a moment. It is filed once, however often you press.";

const NOT_KNOWN =
  "Slack did not say who you are, so nothing was filed. Your text is still here: press the button again in a moment.";

/** Opens the form, prefilled with what the last diagnosis of the number knows. */
export async function openEscalation(
  surface: Pick<Surface, "clients" | "clock" | "access">,
  opening: Opening,
): Promise<void> {
  const { triggerId, diagnosis, draft } = opening;
  const known = diagnosis === undefined ? {} : draftOf(diagnosis);
  const zone = await surface.access.zoneOf(opening.by).catch(() => null);
  const view = buildEscalationModal(
    { firstSeenAt: surface.clock(), ...known, ...draft },
    { ...(diagnosis === undefined ? {} : { diagnosisId: diagnosis.id }), ...(zone === null ? {} : { zone }) },
  );
  await surface.clients.interactive.views.open({ trigger_id: triggerId, view });
}

function draftOf({ number, diagnosis, evidence, redactedText, ids }: StoredDiagnosis): EscalationDraft {
  const draft: EscalationDraft = { errors: redactedText.slice(0, 3000) };
  if (number !== null) draft.numbers = [number];
  if (isProvider(diagnosis.provider)) draft.provider = diagnosis.provider;
  if (ids.wabaId !== undefined) draft.wabaId = ids.wabaId;
  if (diagnosis.scope !== "unknown") draft.scope = diagnosis.scope;
  for (const item of evidence) {
    if (item.kind === "answer_support_home") draft.supportHome = item.value;
    if (item.kind === "answer_recent_changes") draft.recentChanges = item.value;
    if (item.kind === "answer_incoming") draft.incoming = item.value;
    if (item.kind === "error" && item.at !== undefined) draft.firstSeenAt = item.at;
  }
  return draft;
}

function isProvider(value: string): value is Provider {
  return (PROVIDERS as readonly string[]).includes(value);
}

/** Another provider asks for another account field: the form is built again with everything typed still in it. */
export async function changeProvider(
  { clients, access }: Pick<Surface, "clients" | "access">,
  { body }: ActionArgs,
): Promise<void> {
  const { view } = body;
  if (view === undefined) return;
  const draft = draftFrom(view.state.values);
  const zone = await access.zoneOf(body.user.id).catch(() => null);
  const ids = { ...escalationIds.decode(view.private_metadata), ...(zone === null ? {} : { zone }) };
  // The hash refuses this when the view has changed meanwhile, so a slow answer never overwrites a newer one.
  const next = buildEscalationModal(draft, ids);
  await clients.interactive.views.update({ view_id: view.id, hash: view.hash, view: next }).catch(ignoreClosed);
}

/** Stores the ticket before the modal is acked; what could not be stored stays in the open form. */
export function createEscalationSubmission(surface: Surface) {
  return async ({ ack, view, body }: Submission): Promise<void> => {
    // Slack gives up after three seconds; what is not known to be stored by then is said to be uncertain.
    const answer = await inTime(file(surface, { view, user: body.user }), surface.answerWithinMs, (err) =>
      surface.log.error({ err }, "a ticket was not filed"),
    );
    await ack(answer ?? under(ESCALATION.errors, NOT_STORED));
  };
}

async function file(surface: Surface, { view, user }: Pick<ViewSubmitAction, "view" | "user">) {
  const { access, log } = surface;
  const allowed = await access.mayUse({ userId: user.id, teamId: user.team_id ?? null }).catch((err) => {
    log.warn({ err }, "Slack did not say who files");
    return { ok: false as const, says: NOT_KNOWN };
  });
  if (!allowed.ok) return under(ESCALATION.number, allowed.says);
  // Where Slack does not say, it is filed all the same: it is asked again before anything is posted.
  const outside = await access.refusesChannel(surface.supportChannel()).catch(() => undefined);
  if (outside !== undefined) return under(ESCALATION.number, outside);

  const read = readEscalationForm(view.state.values, { now: surface.clock() });
  if (!read.ok) return { response_action: "errors" as const, errors: read.errors };
  const answer = await surface.escalateNumber({
    escalation: read.form,
    by: user.id,
    viewId: view.id,
    diagnosisId: escalationIds.decode(view.private_metadata)?.diagnosisId,
  });
  const { numbers, secrets } = read.form;
  return viewAfter(answer, numbers, { secrets, channel: surface.supportChannel() });
}

function under(field: string, says: string) {
  return { response_action: "errors" as const, errors: { [field]: says } };
}

type Told = { secrets: readonly SecretKind[]; channel: string };

function viewAfter({ result, draftId }: EscalateAnswer, numbers: readonly string[], told: Told) {
  if (result.filed === "duplicate") {
    const taken = new Set(result.open.map(({ number }) => number));
    const others = numbers.filter((number) => !taken.has(number));
    // Pushed, so that the filled form stays underneath.
    return {
      response_action: "push" as const,
      view: buildDuplicateView({ open: result.open, others, draftId }),
    };
  }
  const { ref } = result.record.ticket;
  return {
    response_action: "update" as const,
    view: buildFiledView({ ref, again: result.filed === "again", ...told }),
  };
}
