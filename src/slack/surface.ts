import type { AddToTicket } from "../app/add-to-ticket.ts";
import type { ChangeTicket } from "../app/change-ticket.ts";
import type { DiagnoseNumber } from "../app/diagnose-number.ts";
import type { EscalateNumber } from "../app/escalate-number.ts";
import type { Clock, Ids } from "../app/ports/clock.ts";
import type { Store } from "../app/ports/store.ts";
import type { Playbooks } from "../domain/playbooks/playbook.ts";
import type { Access } from "./access.ts";
import type { Log } from "./bolt-logger.ts";
import type { Clients } from "./clients.ts";
import type { Identity } from "./identity.ts";

/** What the listeners are made of; each takes only the part it uses. */
export type Surface = {
  diagnoseNumber: DiagnoseNumber;
  escalateNumber: EscalateNumber;
  changeTicket: ChangeTicket;
  addToTicket: AddToTicket;
  store: Pick<Store, "tickets" | "diagnoses" | "notices" | "deliveries">;
  playbooks: Playbooks;
  access: Access;
  clients: Clients;
  identity: Identity;
  supportChannel: () => string;
  /** Live reads that are not configured, in words. */
  probesMissing: readonly string[];
  /** What Slack's three seconds leave for the database. */
  answerWithinMs: number;
  clock: Clock;
  ids: Ids;
  /** What finds the lines about the delivery at hand in the log. */
  requestId: () => string;
  log: Log;
};
