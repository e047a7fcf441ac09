import { describe, expect, it } from "vitest";
import type { Evidence } from "../../../src/domain/evidence.ts";
import { recognise } from "../../../src/domain/recognition/recognise.ts";
import { everyShape, shape } from "./fixtures.ts";

const WABA = "102290129340398";
const PARTNERS_WABA = "102290129340777";
const SENDER = "+447700900456";
const HOOK_AT = "2026-11-20T23:40:00.000Z";

const meta = (name: string) => recognise(shape("meta", name));
const provider = (name: string) => recognise(shape("providers", name));
const kinds = (evidence: readonly Evidence[]) => evidence.map((one) => one.kind);

describe("Graph errors", () => {
  it("say which call they answered", () => {
    expect(meta("send-refused-lock").evidence).toMatchObject([{ code: 131031, origin: "send" }]);
    expect(meta("register-pin-mismatch").evidence).toMatchObject([{ code: 133005, origin: "register" }]);
    expect(meta("read-missing-object").evidence).toMatchObject([{ code: 100, subcode: 33, origin: "read" }]);
    expect(meta("read-unknown-field").evidence).toMatchObject([{ code: 100, origin: "read" }]);
    expect(meta("register-display-name").evidence).toMatchObject([{ code: 100, subcode: 2388001, origin: "register" }]);
  });

  it("belong to registering when the details speak of a PIN, also where error_data is a plain string", () => {
    expect(meta("register-refused-pin-details").evidence).toMatchObject([
      { code: 131031, origin: "register", mentionsPin: true, details: "The two-step PIN did not match" },
    ]);
  });

  it("keep the trace id support asks for", () => {
    expect(meta("token-expired")).toMatchObject({ fbtraceId: "AbC1dE2fG3hI4jK5lM6nO7p", provider: "meta" });
  });
});

describe("message webhooks", () => {
  it("tie the failure to its message, sender and account", () => {
    const found = meta("status-failed-lock");
    expect(found).toMatchObject({ number: SENDER, wabaId: WABA, observedAt: HOOK_AT });
    expect(found.evidence).toMatchObject([{ code: 131031, origin: "send", at: HOOK_AT, messageId: found.messageId }]);
  });

  it("count a delivery only when nothing failed after it", () => {
    expect(kinds(meta("status-failed-then-delivered").evidence)).toEqual(["error", "delivered"]);
    expect(kinds(meta("status-delivered-then-failed").evidence)).toEqual(["error"]);
  });

  it("may carry errors beside the statuses or inside a message", () => {
    expect(meta("value-errors").evidence).toMatchObject([{ code: 130429 }]);
    expect(kinds(meta("message-errors").evidence).sort()).toEqual(["error", "incoming"]);
  });

  it("never take what a customer wrote for an error, nor the customer for the sender", () => {
    const found = meta("message-incoming");
    expect(kinds(found.evidence)).toEqual(["incoming"]);
    expect(found.number).toBe(SENDER);
  });
});

describe("account webhooks", () => {
  it.each([
    ["account-disabled", { kind: "ban", state: "DISABLE", date: "November 20, 2026" }],
    ["account-reinstated", { kind: "ban", state: "REINSTATE" }],
    ["account-violation", { kind: "violation", violationType: "SCAM" }],
    ["account-offboarded", { kind: "offboarded" }],
    ["account-reconnected", { kind: "reconnected" }],
    ["account-deleted", { kind: "account_deleted" }],
    ["partner-removed", { kind: "access_lost", event: "PARTNER_REMOVED" }],
    ["partner-removed-inactive", { kind: "offboarded", reason: "COMPANION_INACTIVITY", initiatedBy: "SYSTEM" }],
    ["partner-app-uninstalled", { kind: "access_lost", event: "PARTNER_APP_UNINSTALLED" }],
    ["review-rejected", { kind: "account", reviewStatus: "REJECTED" }],
    ["pin-changed", { kind: "pin_event", event: "PIN_CHANGED" }],
    ["template-locked", { kind: "template_event", event: "LOCKED" }],
    ["template-quality-wrong-field", { kind: "template_event", event: "QUALITY_RED" }],
    ["compromised", { kind: "sign", sign: "compromised" }],
  ])("%s is one piece of evidence", (name, expected) => {
    expect(meta(name).evidence).toMatchObject([{ ...expected, source: "pasted", at: HOOK_AT }]);
  });

  it("give a restriction for each end, whether it comes as a number or as ISO text", () => {
    expect(meta("account-restricted").evidence).toMatchObject([
      { kind: "restriction", types: ["RESTRICTED_BIZ_INITIATED_MESSAGING"], endsAt: "2026-11-25T00:00:00.000Z" },
      { kind: "restriction", endsAt: "2026-12-01T10:00:00.000Z", remediation: "Review your messages." },
    ]);
  });

  it("are about the account a partner lost, not about the one that tells", () => {
    expect(meta("partner-removed").wabaId).toBe(PARTNERS_WABA);
  });

  it.each(["alert", "partner-added"])("%s says nothing about a lock but is recognised as ours", (name) => {
    expect(meta(name)).toMatchObject({ evidence: [], isOurs: true, provider: "meta" });
  });
});

describe("health answers", () => {
  it("keep every entity with its errors", () => {
    const found = meta("health-banned");
    expect(found).toMatchObject({ wabaId: WABA, phoneNumberId: "106540352242922" });
    expect(found.evidence).toMatchObject([
      { kind: "health", aggregate: "BLOCKED", entities: [{}, { type: "WABA", errors: [{ code: 141014 }] }, {}, {}] },
    ]);
  });

  it("do not turn their errors into errors of a call", () => {
    expect(kinds(meta("health-profile-incomplete").evidence)).toEqual(["health"]);
  });

  it("may have no entities, and values nobody knows yet are unknown rather than fine", () => {
    expect(meta("health-bare").evidence).toEqual([
      { kind: "health", source: "pasted", aggregate: "BLOCKED", entities: [] },
    ]);
    expect(meta("health-unknown-values").evidence).toMatchObject([
      {
        aggregate: "UNKNOWN",
        entities: [
          { canSend: "UNKNOWN", info: ["Name not approved."] },
          { type: "FLOW", canSend: "BLOCKED" },
        ],
      },
    ]);
  });
});

describe("nodes", () => {
  it("are read as they are, a green rating beside a ban included", () => {
    expect(meta("node-banned-green").evidence).toEqual([
      { kind: "node", source: "pasted", status: "BANNED", quality: "GREEN", nameStatus: "DECLINED" },
    ]);
    expect(meta("node-connected").evidence).toMatchObject([
      { platformType: "CLOUD_API", isPinEnabled: true, isOnBizApp: false, lastOnboardedAt: "2026-10-02T09:14:07.000Z" },
    ]);
    expect(meta("waba-node").evidence).toMatchObject([{ kind: "account", reviewStatus: "REJECTED" }]);
  });
});

describe("other providers", () => {
  it.each(["vonage-rejected-1330", "vonage-rejected-integer-title", "vonage-rejected-nested", "vonage-first-api"])(
    "%s is Vonage's 1330 and no Meta code",
    (name) => {
      const found = provider(name);
      expect(found).toMatchObject({ provider: "vonage", number: SENDER });
      expect(found.evidence).toMatchObject([{ namespace: "vonage", code: 1330, messageId: found.messageId }]);
      expect(found.evidence).toHaveLength(1);
    },
  );

  it.each(["vonage-rejected-code-in-detail", "vonage-rejected-provider-message"])("%s holds both codes", (name) => {
    const codes = provider(name).evidence.flatMap((one) => (one.kind === "error" ? [one.code] : []));
    expect(codes.sort()).toEqual([131031, 1330]);
  });

  it.each([
    ["360dialog-disabled", "360dialog"],
    ["wati-failed", "wati"],
    ["wati-account", "wati"],
    ["ycloud-account", "ycloud"],
    ["kapso-failed", "kapso"],
    ["twilio-rest", "twilio"],
    ["twilio-callback", "twilio"],
    ["aws-sns", "aws"],
    ["aws-eventbridge", "aws"],
    ["azure-failed", "azure"],
    ["sinch-failed", "sinch"],
    ["gupshup-failed", "gupshup"],
    ["infobip-report", "infobip"],
    ["exotel-restricted", "exotel"],
    ["chatwoot-failed", "chatwoot"],
    ["vonage-notification", "vonage"],
  ])("%s shows itself as %s", (name, expected) => {
    expect(provider(name).provider).toBe(expected);
  });

  it.each([
    "wati-failed",
    "kapso-failed",
    "aws-sns",
    "azure-failed",
    "sinch-failed",
    "gupshup-failed",
    "chatwoot-failed",
    "twilio-callback",
    "infobip-meta-code",
    "aws-eventbridge-with-error",
  ])("%s passes Meta's lock code through", (name) => {
    expect(provider(name).evidence).toContainEqual(
      expect.objectContaining({ namespace: "meta", code: 131031, origin: "send" }),
    );
  });

  it.each([
    ["vonage-unauthorized", "access_denied"],
    ["vonage-low-balance", "provider_balance"],
    ["360dialog-disabled", "provider_disabled"],
    ["vonage-throttled", "throttled"],
  ])("%s is a sign without a code: %s", (name, sign) => {
    expect(provider(name).evidence).toEqual([{ kind: "sign", source: "pasted", sign }]);
  });

  it("have numbers of their own: Vonage's 1000 is its own limit", () => {
    expect(provider("vonage-rejected-1000").evidence).toMatchObject([{ namespace: "vonage", code: 1000 }]);
  });

  it.each(["infobip-report", "aws-eventbridge"])("%s names no error that anybody has published", (name) => {
    expect(provider(name).evidence).toEqual([]);
  });

  it("relay account events under their own names", () => {
    expect(provider("wati-account").evidence).toMatchObject([
      { kind: "restriction", endsAt: "2026-12-01T10:00:00.000Z" },
    ]);
    expect(provider("itnio-account").evidence).toMatchObject([{ kind: "restriction" }]);
    expect(provider("ycloud-account")).toMatchObject({ wabaId: WABA, evidence: [{ kind: "ban", state: "DISABLE" }] });
    expect(provider("vonage-notification").evidence).toMatchObject([{ kind: "ban", state: "SCHEDULE_FOR_DISABLE" }]);
  });

  it("hold a message somebody sent in, whose sender is a customer", () => {
    expect(provider("vonage-incoming")).toMatchObject({ number: SENDER, evidence: [{ kind: "incoming" }] });
  });
});

describe("every fixture", () => {
  it.each(everyShape())("$name never names a recipient as the sender", ({ text }) => {
    expect(recognise(text).number).not.toBe("+447700900123");
  });
});
