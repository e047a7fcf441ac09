import { type Clock, waitOn } from "../clock.ts";
import type { Fault, Faults } from "../faults.ts";
import type { Journal } from "../journal.ts";
import { asObject, asText } from "../json.ts";
import type { Answered, Delivered, Outcome, Outgoing } from "./outgoing.ts";

export type Deliver = (outgoing: Outgoing) => Promise<Delivered>;

export type Send = (outgoing: Outgoing, fault?: Fault) => Promise<Answered>;

/** Slack waits three seconds for an ack, whatever the app's framework does. */
export const ACK_MS = 3000;

/** The name that faults and the journal use: the payload's own type where it has one. */
function kindOf({ envelope, payload }: Outgoing): string {
  return envelope === "interactive" ? (asText(payload.type) ?? envelope) : envelope;
}

function titleOf(outgoing: Outgoing): string {
  const { payload } = outgoing;
  const event = asObject(payload.event);
  const about = payload.command ?? event?.type ?? payload.callback_id ?? asObject(payload.view)?.callback_id ?? "";
  return `${kindOf(outgoing)} ${String(about)}`.trim();
}

function outcomeOf(answered: Answered | "late"): Outcome {
  if (answered === "late") return "timeout";
  if (answered.kind === "unreachable") return "offline";
  return answered.kind === "refused" ? "failed" : "acked";
}

type Parts = { clock: Clock; journal: Journal; faults: Faults; send: Send };

/** What would go unnoticed on the real Slack, or be seen by the person alone; what a fault caused is no mistake. */
function mistakeIn(outgoing: Outgoing, outcome: Outcome, answer: Delivered["answer"]): string | undefined {
  if (outcome === "timeout") return "was not acked within three seconds";
  if (outcome === "failed") return "was answered with an error status";
  if (answer !== undefined && !outgoing.acceptsResponse) return "was acked with a body that Slack ignores";
  return undefined;
}

/** Sends to the app over either transport and decides by its own clock whether the ack came in time. */
export function createDeliver({ clock, journal, faults, send }: Parts): Deliver {
  let overtaken: (() => void) | undefined;

  /** Waits for the next delivery to be over, or for the time in which it would have to come. */
  function holdBack(): Promise<void> {
    return new Promise((resolve) => {
      overtaken = resolve;
      clock.after(ACK_MS, resolve);
    });
  }

  async function sendWith(outgoing: Outgoing, fault: Fault | undefined): Promise<Answered | "late"> {
    if (fault?.kind === "drop") return { kind: "unreachable" };
    if (fault?.kind === "slow") await waitOn(clock, fault.ms);
    const answered = await send(outgoing, fault);
    return fault?.kind === "lost_ack" ? "late" : answered;
  }

  return async (outgoing) => {
    const fault = faults.take(`delivery:${kindOf(outgoing)}`);
    if (fault?.kind === "out_of_order") await holdBack();
    const startedAt = performance.now();
    let cancel: () => void = () => {};
    const late = new Promise<"late">((resolve) => {
      cancel = clock.after(ACK_MS, () => resolve("late"));
    });
    const sending = sendWith(outgoing, fault);
    const answered = await Promise.race([sending, late]);
    cancel();
    overtaken?.();
    const outcome = outcomeOf(answered);
    const answer = answered !== "late" && answered.kind === "answered" ? answered.answer : undefined;
    const mistake = fault ? undefined : mistakeIn(outgoing, outcome, answer);
    const entry = journal.add({
      kind: "delivery",
      red: mistake !== undefined,
      title: mistake ? `${titleOf(outgoing)} ${mistake}` : titleOf(outgoing),
      ms: Math.round(performance.now() - startedAt),
      ...(outcome === "acked" ? {} : { error: outcome }),
      detail: { payload: outgoing.payload, answer, ...(outgoing.retry ? { retry: outgoing.retry } : {}) },
    });
    // Too late for the person, but the app does ack: a busy machine, not a forgotten listener.
    if (entry.red && answered === "late") {
      void sending.then((after) => {
        if (after !== "late" && after.kind === "answered") journal.pardon(entry, "but later");
      });
    }
    const noRetry = answered !== "late" && answered.kind !== "unreachable" && answered.noRetry === true;
    return { outcome, answer, noRetry };
  };
}
