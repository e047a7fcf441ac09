import type { Surface } from "../surface.ts";
import type { StepIds } from "../views/metadata.ts";
import { buildPhaseView, TICKET_PHASE } from "../views/phase-view.ts";
import { buildStepDetailsView } from "../views/step-details-view.ts";
import { ignoreClosed } from "./closed-view.ts";
import type { Press } from "./press.ts";

/** Which dialog a button sits in, if any: the one to draw anew afterwards. */
export function over({ viewCallback }: Pick<Press, "viewCallback">): Pick<StepIds, "over"> {
  if (viewCallback === undefined) return {};
  return { over: viewCallback === TICKET_PHASE ? "phase" : "details" };
}

/** Changed in a dialog, the step shows it there as well: the checklist may be hidden behind it. */
export async function drawAnew(surface: Surface, viewId: string, { ticket: ref, step, over }: StepIds): Promise<void> {
  const record = await surface.store.tickets.load({ ref });
  const path = record?.ticket.steps.find(({ id }) => id === step)?.path;
  if (record === undefined || path === undefined || over === undefined) return;
  const context = { playbooks: surface.playbooks, now: surface.clock() };
  const view = over === "phase" ? buildPhaseView(record, path, context) : buildStepDetailsView(record, step, context);
  await surface.clients.interactive.views.update({ view_id: viewId, view }).catch(ignoreClosed);
}
