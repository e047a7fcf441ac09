import { PLAYBOOKS } from "../../../../src/domain/playbooks/index.ts";
import type { PathId, Playbooks } from "../../../../src/domain/playbooks/playbook.ts";
import { buildChecklist } from "../../../../src/domain/ticket/checklist.ts";
import type { TicketFacts } from "../../../../src/domain/ticket/facts.ts";
import type { Ticket } from "../../../../src/domain/ticket/ticket.ts";
import { aTicket, withRows } from "../a-ticket.ts";
import { BEHIND } from "./oracle.ts";

const OPEN: Partial<TicketFacts> = { banned: "no", attempts: { meta: 0, provider: 0 } };

const FACTS: Readonly<Record<string, Partial<TicketFacts>>> = {
  "pin.register_once": { ...OPEN, pinCode: true },
  "recent.register": { ...OPEN, providerWay: "direct" },
  "coex.sign_up": { ...OPEN, lockCode: "no", offboarded: true },
};

/** A ticket on which one guarded step may be pressed: everything behind it is done, everything else is untouched. */
export function readyFor(step: string, playbooks: Playbooks = PLAYBOOKS): Ticket {
  const path: PathId = step.startsWith("pin.")
    ? "pin"
    : step.startsWith("coex.")
      ? "reconnect_coexistence"
      : "provider_reregistration";
  const paths: PathId[] = ["stop_the_bleeding", "find_the_cause", path, "prove_it_works", "prevent"];
  const facts = FACTS[step] ?? { ...OPEN, providerWay: "disconnect" };
  const ticket = { ...aTicket({ facts, paths, playbooks }), steps: buildChecklist(paths, playbooks) };
  const behind = (BEHIND[step] ?? []).map((id) => [id, "claimed"] as const);
  return withRows(ticket, Object.fromEntries(behind));
}
