import { expect, test } from "vitest";
import { AccountNode, NumberNode } from "../../../src/providers/meta/schema.ts";
import { accountEvidence, numberEvidence, unreadEvidence } from "../../../src/providers/meta/to-evidence.ts";
import { readFixture } from "./fixture.ts";

const AT = "2026-11-22T00:00:00.000Z";
const from = { source: "probe", at: AT };
const number = (name: string) => numberEvidence(NumberNode.parse(readFixture(name)), AT);

test("a full node becomes node and health evidence; keys we do not know are passed over", () => {
  const [node, health] = number("graph_number_full");
  expect(node).toEqual({
    kind: "node",
    ...from,
    status: "CONNECTED",
    quality: "GREEN",
    nameStatus: "APPROVED",
    codeVerification: "VERIFIED",
    platformType: "CLOUD_API",
    isPinEnabled: true,
    isOnBizApp: false,
    lastOnboardedAt: "2025-03-02T09:14:07.000Z",
  });
  expect(health).toMatchObject({ kind: "health", aggregate: "AVAILABLE", entities: { length: 4 } });
});

test("the smallest health answer is understood, and the missing node is unread, not absent", () => {
  expect(number("graph_health_bare")).toEqual([
    { kind: "unread", what: "node", why: "not_understood", ...from },
    { kind: "health", aggregate: "BLOCKED", entities: [], ...from },
  ]);
});

test("errors and information are read at every level; an item without a code is dropped alone", () => {
  expect(number("graph_health_limited_with_errors")[1]).toEqual({
    kind: "health",
    ...from,
    aggregate: "LIMITED",
    entities: [
      {
        type: "PHONE_NUMBER",
        id: "700600000000301",
        canSend: "LIMITED",
        errors: [],
        info: ["The display name is not approved yet."],
      },
      {
        type: "BUSINESS",
        id: "700300000000301",
        canSend: "LIMITED",
        errors: [
          { code: 141010, description: "The Business has not passed business verification." },
          { code: 131000, description: "Your business profile is incomplete.", solution: "Complete it." },
        ],
        info: [],
      },
    ],
  });
});

test("a value of tomorrow never reads as able to send", () => {
  const [, health] = number("graph_health_unknown_values");
  expect(health).toMatchObject({
    aggregate: "UNKNOWN",
    entities: [
      { type: "PHONE_NUMBER", canSend: "UNKNOWN" },
      { type: "FLOW", id: "700600000000777", canSend: "BLOCKED", errors: [{ code: 199999 }] },
      { type: "WABA", canSend: "UNKNOWN" },
    ],
  });
});

test("an answer without health says that health could not be understood", () => {
  const [node, health] = numberEvidence(NumberNode.parse({ id: "7", status: "CONNECTED", health_status: 7 }), AT);
  expect(node).toMatchObject({ kind: "node", status: "CONNECTED" });
  expect(health).toEqual({ kind: "unread", what: "health", why: "not_understood", ...from });
});

test("the account gives its review and its verification", () => {
  expect(accountEvidence(AccountNode.parse(readFixture("graph_account_rejected")), AT)).toEqual({
    kind: "account",
    ...from,
    reviewStatus: "REJECTED",
    businessVerification: "pending_need_more_info",
  });
});

test("an account without any of the two is unread", () => {
  expect(
    accountEvidence({ id: "7", account_review_status: undefined, business_verification_status: undefined }, AT),
  ).toEqual({ kind: "unread", what: "account", why: "not_understood", ...from });
});

test("a code that a read was refused with is evidence beside what it hides", () => {
  expect(unreadEvidence(["health"], { why: "not_understood", code: 131031 }, AT)).toEqual([
    { kind: "unread", what: "health", why: "not_understood", ...from },
    { kind: "error", namespace: "meta", code: 131031, origin: "read", ...from },
  ]);
});
