import type { InputBlock } from "@slack/types";
import { lookUp } from "../../../domain/codes/index.ts";
import type { Evidence } from "../../../domain/evidence.ts";
import type { TicketFacts } from "../../../domain/ticket/facts.ts";
import { stateIn } from "../../../domain/ticket/told-evidence.ts";
import type { Instant } from "../../../domain/time.ts";
import { checkboxInput, choicesOf, type FormValues } from "../inputs.ts";
import { endField, isRestricted } from "./ends.ts";
import { HOLDS, type Holds, UPDATE } from "./ids.ts";
import { HOLDS_LABEL, HOLDS_WORDS } from "./words.ts";

type Known = { facts: TicketFacts; evidence: readonly Evidence[] };

/** What holds on the ticket now. Each option is a fact of its own, so that two people who tick two do not meet. */
export function holdsInput({ facts, evidence }: Known): InputBlock {
  const offered = HOLDS.filter((one) => concerns(one, { facts, evidence }));
  return checkboxInput(
    {
      id: UPDATE.holds,
      label: HOLDS_LABEL,
      hint: "Tick what holds, untick what is over. A wrong tick is taken back in the same way.",
      optional: true,
    },
    offered.map((value) => ({ value, ...HOLDS_WORDS[value] })),
    offered.filter((one) => holdsNow(one, facts)),
  );
}

function holdsNow(one: Holds, facts: TicketFacts): boolean {
  if (one === "sends_again") return facts.sendsAgain;
  return one === "restriction" ? isRestricted(facts) : stateIn(facts, one).holds;
}

function concerns(one: Holds, { facts, evidence }: Known): boolean {
  const wasTold = evidence.some((item) => item.kind === "answer_state" && item.state === one);
  // Once settled it stays on offer, or a wrong answer could not be taken back.
  if (one === "payment") return facts.paymentCode || wasTold || facts.codes.some(isPayment);
  // Beside a lock code, lost access would only hide the lock.
  if (one === "access") return facts.accessLost || wasTold || facts.lockCode !== "yes";
  return true;
}

function isPayment(code: TicketFacts["codes"][number]): boolean {
  return [undefined, "health" as const].some((origin) => lookUp(code, origin)?.category === "payment");
}

type Read = { facts: Partial<TicketFacts>; errors: Record<string, string> };

/** What the ticks and the ends say; a form without the ticks is the one that only asks for the ends. */
export function readHolds(values: FormValues, options: { shown: FormValues; now: Instant }): Read {
  const errors: Record<string, string> = {};
  function end(id: string): Instant | null {
    const checked = endField(values, id, options);
    if (checked.ok) return checked.value;
    errors[id] = checked.error;
    return null;
  }
  const [endsAt, until] = [end(UPDATE.restrictionEnd), end(UPDATE.registerWaitEnd)];
  if (values[UPDATE.holds] === undefined) {
    const facts = {
      ...(endsAt === null ? {} : { restriction: { endsAt } }),
      ...(until === null ? {} : { registerWait: { until } }),
    };
    return { facts, errors };
  }
  const ticked = new Set(choicesOf(values, UPDATE.holds, HOLDS));
  const facts = {
    sendsAgain: ticked.has("sends_again"),
    banned: ticked.has("ban") ? ("yes" as const) : ("no" as const),
    restriction: ticked.has("restriction") ? { endsAt } : null,
    registerWait: ticked.has("register_wait") ? { until } : null,
    paymentCode: ticked.has("payment"),
    accessLost: ticked.has("access"),
    offboarded: ticked.has("coexistence"),
    compromised: ticked.has("compromise"),
  };
  return { facts, errors };
}
