import { describe, expect, it } from "vitest";
import { headline } from "../../../src/domain/diagnosis/verdict-words.ts";
import type { Evidence } from "../../../src/domain/evidence.ts";
import { anEntity, anError, diagnosed, health, node, sign } from "./evidence.ts";

const webhook = { source: "webhook", at: "2026-11-21T20:00:00.000Z" } as const;

type Row = readonly [name: string, evidence: readonly Evidence[], verdict: string, category: string, headline: string];

const ROWS: readonly Row[] = [
  ["131031 on a send", [anError(131031)], "locked", "lock", "Locked: Meta 131031 on a send."],
  [
    "a ban from Meta's account notice",
    [{ kind: "ban", state: "DISABLE", ...webhook }],
    "locked",
    "lock",
    "Locked: Meta sent a notice that the account is disabled.",
  ],
  [
    "a scheduled ban",
    [{ kind: "ban", state: "SCHEDULE_FOR_DISABLE", date: "December 1, 2026", ...webhook }],
    "locked",
    "lock",
    "Locked, most likely: Meta has scheduled the account to be disabled on December 1, 2026.",
  ],
  [
    "a restriction with an end",
    [
      {
        kind: "restriction",
        types: ["RESTRICTED_BIZ_INITIATED_MESSAGING"],
        endsAt: "2026-11-25T00:00:00.000Z",
        ...webhook,
      },
    ],
    "restricted",
    "restriction",
    "Temporarily restricted: it ends by itself on 25 Nov 2026, 00:00 UTC.",
  ],
  ["368", [anError(368)], "restricted", "restriction", "Temporarily restricted: Meta 368"],
  [
    "a wrong PIN",
    [anError(133005, { origin: "register" })],
    "blocked",
    "pin",
    "Blocked, but not a lock: the two-step PIN",
  ],
  [
    "too many registrations",
    [anError(133016, { origin: "register" })],
    "blocked",
    "registration",
    "Blocked, but not a lock: too many registrations (Meta 133016). Registering is shut until 24 Nov 2026, 22:00 UTC.",
  ],
  [
    "a number that is not registered",
    [anError(133010)],
    "blocked",
    "registration",
    "Blocked, but not a lock: the number",
  ],
  ["131042", [anError(131042)], "blocked", "payment", "Blocked, but not a lock: payment at Meta (Meta 131042)."],
  [
    "no balance at the provider",
    [sign("provider_balance")],
    "blocked",
    "payment",
    "Blocked, but not a lock: payment at the provider, not at Meta.",
  ],
  [
    "an unverified business that is blocked",
    [health("BLOCKED", [anEntity("BUSINESS", "BLOCKED", [141010])])],
    "blocked",
    "verification",
    "Blocked, but not a lock: the business is not verified",
  ],
  [
    "an unverified business that is limited",
    [health("LIMITED", [anEntity("BUSINESS", "LIMITED", [141010])])],
    "limited",
    "verification",
    "Limited, not locked: the business is not verified",
  ],
  [
    "an expired token",
    [anError(190, { origin: "unknown" })],
    "blocked",
    "auth",
    "Blocked: access to the account is missing",
  ],
  ["a spam limit", [anError(131048)], "limited", "quality", "Limited, not locked: people blocked or reported"],
  ["a rate limit", [anError(130429)], "limited", "rate_limit", "Limited, not locked: too many calls"],
  [
    "a marketing cap",
    [anError(131049)],
    "not_locked",
    "recipient",
    "Not locked by this error: it concerns one recipient (131049). The account was not checked.",
  ],
  [
    "a paused template",
    [anError(132015)],
    "not_locked",
    "template",
    "Not locked by this: it concerns a template (132015).",
  ],
  [
    "maintenance mode",
    [anError(131057)],
    "not_locked",
    "outage",
    "Not locked by this error: trouble or maintenance at Meta",
  ],
  ["a wrong parameter", [anError(131009)], "not_locked", "request", "Not locked by this error: the request"],
  [
    "1330 alone",
    [anError(1330, { namespace: "vonage" })],
    "unknown",
    "unknown",
    "Unknown: Vonage 1330 alone is a general failure at the provider.",
  ],
  ["a code nobody knows", [anError(999_999)], "unknown", "unknown", "Unknown: Meta 999999 is not in our table."],
  ["nothing at all", [], "unknown", "unknown", "Unknown: there is no error to judge yet."],
  [
    "a number that left through the app",
    [{ kind: "offboarded", reason: "PRIMARY_INACTIVITY", ...webhook }],
    "blocked",
    "registration",
    "Blocked, but not a lock: the number left",
  ],
  [
    "a partner that was removed",
    [{ kind: "access_lost", event: "PARTNER_REMOVED", ...webhook }],
    "blocked",
    "auth",
    "Blocked: the partner's access",
  ],
  [
    "a deleted account",
    [{ kind: "account_deleted", ...webhook }],
    "blocked",
    "registration",
    "Blocked, but not a lock: Meta reports",
  ],
  [
    "a number that was deregistered",
    [node("DISCONNECTED")],
    "blocked",
    "registration",
    "Blocked, but not a lock: the number is not on the Cloud API",
  ],
];

describe("verdict and headline", () => {
  it.each(ROWS)("%s", (_, evidence, verdict, category, words) => {
    const diagnosis = diagnosed(...evidence);
    expect({ verdict: diagnosis.verdict, category: diagnosis.category }).toEqual({ verdict, category });
    expect(headline(diagnosis).startsWith(words), headline(diagnosis)).toBe(true);
  });
});
