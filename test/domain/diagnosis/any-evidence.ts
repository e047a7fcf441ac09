import fc from "fast-check";
import { ALL_CODES } from "../../../src/domain/codes/index.ts";
import {
  type CanSend,
  type Evidence,
  RECENT_CHANGES,
  SCOPES,
  type Sign,
  SUPPORT_HOME,
  TOLD_STATES,
} from "../../../src/domain/evidence.ts";

const anyInstant = fc
  .integer({ min: 0, max: 240 })
  .map((hours) => new Date(Date.UTC(2026, 10, 12) + hours * 3_600_000).toISOString());
const anySource = fc.constantFrom("pasted", "probe", "webhook", "answer" as const);
const anyCode = fc.oneof(
  fc.constantFrom(131031, 133005, 141008, 141014, 368, 131042, 131049),
  fc.constantFrom(...ALL_CODES.map(({ code }) => code)),
  fc.integer({ min: 1, max: 3_000_000 }),
);
const anyCanSend = fc.constantFrom<CanSend>("AVAILABLE", "LIMITED", "BLOCKED", "UNKNOWN");
const anySign = fc.constantFrom<Sign>(
  "profile_unreadable",
  "inbound_silent",
  "healthy_but_silent",
  "provider_disabled",
  "provider_account_barred",
  "provider_balance",
  "access_denied",
  "reverification_asked",
  "pin_mentioned",
  "unofficial_client",
  "status_banned",
  "compromised",
  "transport_only",
);

const anyEntity = fc.record({
  type: fc.constantFrom("PHONE_NUMBER", "WABA", "BUSINESS", "APP", "MESSAGE_TEMPLATE", "FLOW"),
  canSend: anyCanSend,
  errors: fc.array(fc.record({ code: anyCode }), { maxLength: 3 }),
  info: fc.array(fc.string(), { maxLength: 1 }),
});

const anyError = fc.record(
  {
    kind: fc.constant("error" as const),
    namespace: fc.constantFrom("meta", "vonage", "gupshup", "twilio" as const),
    code: anyCode,
    origin: fc.constantFrom("send", "register", "health", "read", "unknown" as const),
    mentionsPin: fc.boolean(),
    details: fc.string(),
    wrongGloss: fc.string(),
    subcode: fc.constantFrom(33, 463, 2388001),
  },
  { requiredKeys: ["kind", "namespace", "code", "origin"] },
);

const anyNode = fc.record(
  {
    kind: fc.constant("node" as const),
    status: fc.constantFrom("CONNECTED", "BANNED", "FLAGGED", "PENDING", "RATE_LIMITED", "SOMETHING_NEW"),
    quality: fc.constantFrom("GREEN", "RED"),
    platformType: fc.constantFrom("CLOUD_API", "NOT_APPLICABLE"),
  },
  { requiredKeys: ["kind"] },
);

const anyAnswer = fc.oneof(
  fc.record({ kind: fc.constant("answer_support_home" as const), value: fc.constantFrom(...SUPPORT_HOME) }),
  fc.record({ kind: fc.constant("answer_recent_changes" as const), value: fc.subarray([...RECENT_CHANGES]) }),
  fc.record({ kind: fc.constant("answer_scope" as const), value: fc.constantFrom(...SCOPES) }),
  fc.record({
    kind: fc.constant("answer_incoming" as const),
    value: fc.constantFrom("works", "stopped", "not_checked" as const),
  }),
  fc.record({
    kind: fc.constant("answer_provider_code" as const),
    value: fc.constantFrom("none_shown", "dont_know" as const),
  }),
  fc.record(
    {
      kind: fc.constant("answer_state" as const),
      state: fc.constantFrom(...TOLD_STATES),
      holds: fc.boolean(),
      endsAt: anyInstant,
    },
    { requiredKeys: ["kind", "state", "holds"] },
  ),
);

const anyEvent = fc.oneof(
  fc.record({
    kind: fc.constant("ban" as const),
    state: fc.constantFrom("DISABLE", "SCHEDULE_FOR_DISABLE", "REINSTATE" as const),
  }),
  fc.record(
    {
      kind: fc.constant("restriction" as const),
      types: fc.subarray(["RESTRICTED_BIZ_INITIATED_MESSAGING", "RESTRICTED_ADD_PHONE_NUMBER_ACTION"]),
      endsAt: anyInstant,
    },
    { requiredKeys: ["kind", "types"] },
  ),
  fc.record({ kind: fc.constant("violation" as const) }),
  fc.record({ kind: fc.constant("account" as const), reviewStatus: fc.constantFrom("APPROVED", "REJECTED") }),
  fc.record({
    kind: fc.constantFrom("offboarded", "reconnected", "account_deleted", "delivered", "incoming" as const),
  }),
  fc.record({ kind: fc.constantFrom("access_lost", "pin_event", "template_event" as const), event: fc.string() }),
);

export const anyUnread = fc.record({
  kind: fc.constant("unread" as const),
  what: fc.constantFrom("number", "node", "health", "account" as const),
  why: fc.constantFrom("not_configured", "not_found", "token_expired", "timed_out", "not_understood" as const),
  source: fc.constant("probe" as const),
});

const dated = fc.record({ source: anySource, at: anyInstant }, { requiredKeys: ["source"] });

/** One observation of any kind; the shapes are those of the type, the combinations are wilder than life. */
export const anyEvidence: fc.Arbitrary<Evidence> = fc.oneof(
  fc
    .tuple(
      fc.oneof(
        anyError,
        fc.record({
          kind: fc.constant("health" as const),
          aggregate: anyCanSend,
          entities: fc.array(anyEntity, { maxLength: 4 }),
        }),
        anyNode,
        anyAnswer,
        anyEvent,
        fc.record({ kind: fc.constant("sign" as const), sign: anySign }),
      ),
      dated,
    )
    .map(([what, from]) => ({ ...what, ...from })),
  anyUnread,
);

/** What looks healthy and proves nothing. */
export const anyHealthyLook: fc.Arbitrary<Evidence> = fc.constantFrom<Evidence>(
  { kind: "node", status: "CONNECTED", quality: "GREEN", source: "probe" },
  { kind: "answer_support_home", value: "nothing_listed", source: "answer" },
  { kind: "health", aggregate: "AVAILABLE", entities: [], source: "probe" },
);

/** Everything that may speak for a number that sends, and failures that it may have left behind. */
export const anyGoodSign: fc.Arbitrary<Evidence> = fc
  .tuple(
    fc.oneof(
      fc.constant({ kind: "delivered" as const }),
      fc.constant({ kind: "incoming" as const }),
      fc.constant({ kind: "health" as const, aggregate: "AVAILABLE" as const, entities: [] }),
      fc.constant({ kind: "ban" as const, state: "REINSTATE" as const }),
      fc.constant({ kind: "error" as const, namespace: "meta" as const, code: 131031, origin: "send" as const }),
      fc.constant({ kind: "error" as const, namespace: "meta" as const, code: 131049, origin: "send" as const }),
    ),
    fc.record({ source: fc.constant("webhook" as const), at: anyInstant }, { requiredKeys: ["source"] }),
  )
  .map(([what, from]) => ({ ...what, ...from }));
