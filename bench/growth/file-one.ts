import { randomUUID } from "node:crypto";
import type { Surface } from "../../src/slack/surface.ts";
import { anEscalation } from "../../test/store/builders.ts";

const PASTED = `2026-11-20 09:12:44 send to 351912000111 failed: {"error":{"message":"(#131031) Business Account locked",
"type":"OAuthException","code":131031,"error_data":{"messaging_product":"whatsapp","details":"Business account has been
locked."},"fbtrace_id":"AGrowthTrace001"}}`;

/** A ticket as the bot files it, worked on a little: a diagnosis before it, ticks, lines in its thread. Answers its ref. */
export async function fileOne(surface: Surface, number: string): Promise<string> {
  const { diagnoseNumber, escalateNumber, changeTicket, store } = surface;
  const by = "U0ANA000001";
  const { stored } = await diagnoseNumber({ by, number, text: PASTED });
  const escalation = anEscalation({ numbers: [number], errors: PASTED, customer: "Larkspur Bakery, desk 4411" });
  const { result } = await escalateNumber({ escalation, by, viewId: `V${randomUUID()}`, diagnosisId: stored.id });
  if (result.filed !== "new") throw new Error(`The first ticket was not filed: ${result.filed}.`);
  const { ref, id, steps } = result.record.ticket;
  await changeTicket({ ref, command: { do: "take", by } });
  const [card] = await store.notices.forTicket(id);
  for (const { id: step, version } of steps.slice(0, 4)) {
    const command = { do: "set_step", step, to: "claimed", version, by } as const;
    await changeTicket({ ref, command, line: { id: randomUUID(), says: "Somebody wrote to the provider about it." } });
  }
  if (card === undefined) throw new Error("The first ticket has no card.");
  return ref;
}
