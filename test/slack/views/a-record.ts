import type { TicketRecord } from "../../../src/app/ports/store.ts";
import { anError, diagnosed, node } from "../../domain/diagnosis/evidence.ts";
import { aTicket, NOW } from "../../domain/ticket/a-ticket.ts";

export { NOW };

type Changes = Partial<Omit<TicketRecord, "ticket" | "text">> & {
  ticket?: Parameters<typeof aTicket>[0];
  text?: Partial<TicketRecord["text"]>;
};

/** A filed ticket about one locked Vonage number, unless said otherwise. */
export function aRecord({ ticket, text, ...rest }: Changes = {}): TicketRecord {
  const evidence = [anError(131031), node("CONNECTED")];
  return {
    ticket: aTicket({ requester: "U0REQ", ...ticket }),
    text: {
      numbers: ["+12025550123"],
      errors: [{ text: "131031 Business Account locked", by: "U0REQ", at: NOW }],
      accountReference: null,
      wabaId: "102290129340398",
      phoneNumberId: null,
      customer: null,
      metaAdmin: null,
      providerCase: null,
      metaCase: null,
      reasons: {},
      ...text,
    },
    firstSeenAt: "2026-11-22T07:00:00.000Z",
    apiKeyLastFour: "c3d4",
    diagnosis: diagnosed(...evidence),
    evidence,
    ...rest,
  };
}
