import { diagnose } from "../diagnosis/diagnose.ts";
import { factsOf } from "../diagnosis/ticket-facts.ts";
import type { Evidence, ToldState } from "../evidence.ts";
import type { Instant } from "../time.ts";
import { isSame } from "./changed-facts.ts";
import { DEFAULT_FACTS, type TicketFacts } from "./facts.ts";

/** The fact that each state is on a ticket. */
export const FACT_OF = {
  ban: "banned",
  restriction: "restriction",
  payment: "paymentCode",
  register_wait: "registerWait",
  access: "accessLost",
  coexistence: "offboarded",
  compromise: "compromised",
} as const satisfies Record<ToldState, keyof TicketFacts>;

type Stands = { holds: boolean; endsAt: Instant | null };

/**
 * The evidence with people's words about the states in `told`. A word stays as long as the ticket agrees with it, and
 * none is needed where the observations say the same: a wrong tick that is taken back leaves the verdict as it was.
 */
export function withTold(
  evidence: readonly Evidence[],
  { told, facts, now }: { told: readonly ToldState[]; facts: TicketFacts; now: Instant },
): readonly Evidence[] {
  const agreeing = evidence.filter(
    (item) => item.kind !== "answer_state" || isSame(standing(item), stateIn(facts, item.state)),
  );
  return told.reduce<readonly Evidence[]>((all, state) => {
    const rest = all.filter((item) => item.kind !== "answer_state" || item.state !== state);
    const stands = stateIn(facts, state);
    if (isSame(stateIn(readFacts(rest, facts, now), state), stands)) return rest;
    const end = stands.endsAt === null ? {} : { endsAt: stands.endsAt };
    return [...rest, { kind: "answer_state", state, holds: stands.holds, ...end, source: "answer", at: now }];
  }, agreeing);
}

/** Whether a state holds on a ticket, and until when where that is known. */
export function stateIn(facts: TicketFacts, state: ToldState): Stands {
  switch (state) {
    case "ban":
      return { holds: facts.banned === "yes", endsAt: null };
    case "restriction":
      return { holds: facts.restriction !== null, endsAt: facts.restriction?.endsAt ?? null };
    case "register_wait":
      return { holds: facts.registerWait !== null, endsAt: facts.registerWait?.until ?? null };
    case "payment":
    case "access":
    case "coexistence":
    case "compromise":
      return { holds: facts[FACT_OF[state]], endsAt: null };
  }
}

function standing({ holds, endsAt }: Extract<Evidence, { kind: "answer_state" }>): Stands {
  return { holds, endsAt: endsAt ?? null };
}

function readFacts(evidence: readonly Evidence[], { provider }: TicketFacts, now: Instant): TicketFacts {
  return { ...DEFAULT_FACTS, ...factsOf(diagnose({ evidence, now, provider }), evidence) };
}
