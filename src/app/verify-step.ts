import type { Evidence } from "../domain/evidence.ts";
import { findStep } from "../domain/playbooks/catalogue.ts";
import type { Playbooks, Step } from "../domain/playbooks/playbook.ts";
import { readingWords } from "../domain/ticket/proof-words.ts";
import { PROOF_OF, type Reading, type Says, saysTogether } from "../domain/ticket/proofs.ts";
import { isUnverified } from "../domain/ticket/ticks-to-verify.ts";
import { DAY, type Instant, MINUTE, msBetween, plus } from "../domain/time.ts";
import type { ChangeTicket } from "./change-ticket.ts";
import type { Clock } from "./ports/clock.ts";
import type { Prober } from "./ports/prober.ts";
import type { JobPayloads, Store, TicketRecord } from "./ports/store.ts";
import { enqueueVerification } from "./start-verifications.ts";

type Needs = {
  store: Pick<Store, "tickets" | "jobs">;
  probe: Prober;
  changeTicket: ChangeTicket;
  playbooks: Playbooks;
  clock: Clock;
};
type Looked = Reading & { number: string; says: Says };

/** A reading is kept for a minute, so one from before a tick is over by then. */
const CACHED_MS = MINUTE;
const AGAIN_MS = 10 * MINUTE;

/** Reads the numbers of a ticket after a tick and records whether the reading agrees; a person is never overruled silently. */
export function createVerifyStep({ store, probe, changeTicket, playbooks, clock }: Needs) {
  return async (tick: JobPayloads["verify_step"], job: { id: string }): Promise<void> => {
    const record = await store.tickets.load({ id: tick.ticketId });
    const step = findStep(playbooks, tick.step);
    if (record === undefined || step === undefined || !isUnverified(record.ticket, tick, playbooks)) return;
    const tickedAt = record.ticket.steps.find(({ id }) => id === tick.step)?.at ?? record.ticket.createdAt;
    const looked = await look(record, step);
    const old = looked.find(({ at }) => msBetween(tickedAt, at) < 0);
    if (old !== undefined) return enqueueVerification(store.jobs, tick.ticketId, tick, plus(old.at, CACHED_MS));

    const says = saysTogether(looked.map((one) => one.says));
    const isSlow = step.verifiedBy?.everyMs !== undefined;
    if (says === "agrees" || (says === "contradicts" && !isSlow))
      return conclude({ record, step, tick, job, looked, says });
    const wait = againAfter(step, looked, msBetween(tickedAt, clock()));
    if (wait !== undefined) await enqueueVerification(store.jobs, tick.ticketId, tick, plus(clock(), wait));
  };

  async function look({ ticket, text, evidence }: TicketRecord, { verifiedBy }: Step): Promise<Looked[]> {
    const proof = verifiedBy?.proof;
    if (proof === undefined) return [];
    const known = { facts: ticket.facts, evidence, wabaId: text.wabaId };
    const looked: Looked[] = [];
    // One after the other: a portfolio of forty numbers must not use up the hour's reads at once.
    for (const number of text.numbers) {
      const { evidence: seen, wabaId = null } = await probe(number);
      const reading = { evidence: seen, wabaId, at: earliest(seen) ?? clock() };
      looked.push({ ...reading, number, says: PROOF_OF[proof](reading, known) });
      // Whatever keeps us from reading this one keeps us from the next.
      if (seen.some(isForNow)) break;
    }
    return looked;
  }

  async function conclude(done: Conclusion): Promise<void> {
    const { record, step, tick, job, looked, says } = done;
    const decisive = looked.find((one) => one.says === says);
    const verify = {
      do: "verify_step",
      step: step.id,
      version: tick.version,
      agrees: says === "agrees",
      by: "probe",
    } as const;
    const learnt = decisive?.evidence.filter(({ kind }) => kind !== "unread") ?? [];
    const isOpen = record.ticket.status !== "resolved" && learnt.length > 0;
    const line = decisive === undefined ? undefined : lineFor(step, decisive);
    await changeTicket({
      ref: record.ticket.ref,
      command: isOpen ? [verify, { do: "add_evidence", evidence: decisive?.evidence ?? [], by: "probe" }] : verify,
      ...(line === undefined ? {} : { line: { id: job.id, says: line } }),
    });
  }
}

type Conclusion = {
  record: TicketRecord;
  step: Step;
  tick: JobPayloads["verify_step"];
  job: { id: string };
  looked: readonly Looked[];
  says: Says;
};

/** A tick that was only to read has its reading shown; a dispute says what was seen; an agreement needs no words. */
function lineFor({ title, verifiedBy }: Step, { number, says, ...reading }: Looked): string | undefined {
  const proof = verifiedBy?.proof;
  if (proof === undefined) return undefined;
  const words = readingWords(proof, reading);
  const ending = number.slice(-4);
  if (says === "contradicts") {
    return `“${title}” was ticked, but a live reading of the number ending ${ending} does not agree. ${words} Look again before going on.`;
  }
  return proof === "health_read" ? `Live reading of the number ending ${ending} for “${title}”: ${words}` : undefined;
}

/** Milliseconds until the next look, or undefined when another one would show nothing new. */
function againAfter({ verifiedBy }: Step, looked: readonly Looked[], sinceTick: number): number | undefined {
  const seen = looked.flatMap(({ evidence }) => evidence);
  if (seen.some((item) => item.kind === "unread" && item.why === "not_configured")) return undefined;
  if (seen.some(isForNow) && sinceTick < DAY) return AGAIN_MS;
  return sinceTick < 7 * DAY ? verifiedBy?.everyMs : undefined;
}

function isForNow(item: Evidence): boolean {
  return (
    item.kind === "unread" && (item.why === "timed_out" || item.why === "unavailable" || item.why === "rate_limited")
  );
}

function earliest(evidence: readonly Evidence[]): Instant | undefined {
  return evidence.flatMap(({ at }) => at ?? []).sort()[0];
}
