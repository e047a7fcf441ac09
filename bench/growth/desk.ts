import { randomUUID } from "node:crypto";
import { createAddToTicket } from "../../src/app/add-to-ticket.ts";
import { createChangeTicket } from "../../src/app/change-ticket.ts";
import { createDiagnoseNumber } from "../../src/app/diagnose-number.ts";
import { createEscalateNumber } from "../../src/app/escalate-number.ts";
import type { Store } from "../../src/app/ports/store.ts";
import { PLAYBOOKS } from "../../src/domain/playbooks/index.ts";
import type { Surface } from "../../src/slack/surface.ts";

export const SUPPORT = "C0SUPPORT01";

const allowed = async () => ({ ok: true }) as const;

/** The use cases on a store, with a Slack that says yes and a Graph API that has nothing to say. */
export function createDesk(store: Store): Surface {
  const clock = () => new Date().toISOString();
  const needs = { store, playbooks: PLAYBOOKS, supportChannel: () => SUPPORT, clock, ids: randomUUID };
  const changeTicket = createChangeTicket(needs);
  return {
    ...needs,
    diagnoseNumber: createDiagnoseNumber({ ...needs, probe: async () => ({ evidence: [], cached: false }) }),
    escalateNumber: createEscalateNumber(needs),
    changeTicket,
    addToTicket: createAddToTicket({ ...needs, changeTicket }),
    access: { mayUse: allowed, mayWork: allowed, zoneOf: async () => null, refusesChannel: async () => undefined },
    probesMissing: [],
    answerWithinMs: 60_000,
  } satisfies Partial<Surface> as unknown as Surface;
}
