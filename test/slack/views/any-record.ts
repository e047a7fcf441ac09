import fc from "fast-check";
import type { TicketRecord } from "../../../src/app/ports/store.ts";
import { INCOMING, ONBOARDED, RECENT_CHANGES, SCOPES, SUPPORT_HOME } from "../../../src/domain/evidence.ts";
import { PATHS } from "../../../src/domain/playbooks/playbook.ts";
import { PROVIDERS } from "../../../src/domain/provider.ts";
import { VIOLATION_KINDS } from "../../../src/domain/ticket/facts.ts";
import { OUTCOMES, STATUSES, type StepState } from "../../../src/domain/ticket/ticket.ts";
import { anError, diagnosed, health, node, sign } from "../../domain/diagnosis/evidence.ts";
import { aRecord, NOW } from "./a-record.ts";

const PIECES = [
  "<!channel>",
  "<@U0ABC>",
  "<https://x.y|bank>",
  "&amp;",
  "&",
  "```",
  "`",
  "*",
  "🔒",
  "مرحبا",
  "\u202e",
  "\n",
];

/** What people paste on a bad day: mentions, fences, right-to-left text, emoji, three thousand characters. */
export const nastyText = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 30 })), { maxLength: 60 })
  .chain((parts) => fc.constantFrom(1, 1, 40).map((times) => parts.join(" ").repeat(times).slice(0, 3000)));

const maybe = fc.option(nastyText, { nil: null });
const user = fc.constantFrom("U0ANN", "U0BEN", "probe", "<!channel>");
const state = fc.constantFrom<StepState>("todo", "released", "claimed", "verified", "disputed", "skipped");

const facts = fc.record({
  provider: fc.constantFrom(...PROVIDERS),
  supportHome: fc.constantFrom(...SUPPORT_HOME),
  violation: fc.subarray([...VIOLATION_KINDS]),
  scope: fc.constantFrom(...SCOPES),
  onboarded: fc.constantFrom(...ONBOARDED),
  incoming: fc.constantFrom(...INCOMING),
  recentChanges: fc.subarray([...RECENT_CHANGES]),
  profileUnreadable: fc.boolean(),
});

const text = fc.record({
  numbers: fc.array(fc.constantFrom("+12025550123", "+442071838750", "+4915112345678"), { maxLength: 50 }),
  errors: fc.array(fc.record({ text: nastyText, by: user, at: fc.constant(NOW) }), { maxLength: 5 }),
  accountReference: maybe,
  wabaId: maybe,
  phoneNumberId: maybe,
  customer: maybe,
  metaAdmin: maybe,
  providerCase: maybe,
  metaCase: maybe,
  reasons: fc.dictionary(fc.constantFrom("resolve", "reopen", "stop.pause_bulk"), nastyText),
});

const diagnosis = fc
  .subarray([
    anError(131031),
    anError(131031, { details: "two step PIN" }),
    anError(141006),
    anError(1330, { namespace: "vonage" }),
    anError(131049),
    health("AVAILABLE"),
    node("CONNECTED"),
    sign("inbound_silent"),
  ])
  .map((evidence) => diagnosed(...evidence));

const shape = fc.record({
  status: fc.constantFrom(...STATUSES),
  outcome: fc.option(fc.constantFrom(...OUTCOMES), { nil: null }),
  assignee: fc.option(user, { nil: null }),
  paths: fc.option(fc.shuffledSubarray([...PATHS], { minLength: 1 }), { nil: undefined }),
});

/** Any ticket the store could hold, and some it should not: every composition a builder may meet. */
export const anyRecord: fc.Arbitrary<TicketRecord> = fc
  .record({ facts, text, diagnosis, shape })
  .chain(({ facts: known, text: said, diagnosis: made, shape: { paths, ...rest } }) => {
    const record = aRecord({
      ticket: { facts: known, ...rest, ...(paths === undefined ? {} : { paths }) },
      text: said,
      diagnosis: made,
    });
    const { steps } = record.ticket;
    const states = fc.array(fc.record({ state, by: user, at: fc.constant(NOW), version: fc.nat(1000) }), {
      minLength: steps.length,
      maxLength: steps.length,
    });
    return states.map((rows) => withStates(record, rows));
  });

type Row = { state: StepState; by: string; at: string; version: number };

function withStates(record: TicketRecord, rows: readonly Row[]): TicketRecord {
  const steps = record.ticket.steps.map((step, at) => {
    const row = rows[at];
    return row === undefined || row.state === "todo"
      ? step
      : { ...step, ...row, releasedBy: row.by, releasedAt: row.at };
  });
  return { ...record, ticket: { ...record.ticket, steps } };
}
