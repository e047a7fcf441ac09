import { expect, test } from "vitest";
import { factsOf } from "../../../src/domain/diagnosis/ticket-facts.ts";
import type { Evidence } from "../../../src/domain/evidence.ts";
import { anEntity, anError, diagnosed, health, node, refusedOn, sign } from "./evidence.ts";

const facts = (...evidence: readonly Evidence[]) => factsOf(diagnosed(...evidence), evidence);

test("a refused send is a lock code, and no PIN code", () => {
  expect(facts(refusedOn("send"))).toMatchObject({
    lockCode: "yes",
    pinCode: false,
    codes: [{ namespace: "meta", code: 131031 }],
  });
});

test("what is not known stays out, so that its default stands", () => {
  const learnt = facts(anError(131042));
  expect(learnt).toMatchObject({ paymentCode: true });
  for (const key of ["lockCode", "banned", "supportHome", "recentChanges", "incoming"])
    expect(learnt).not.toHaveProperty(key);
});

test("a ban by node, health or notice is banned", () => {
  expect(facts(node("BANNED")).banned).toBe("yes");
  expect(facts(health("BLOCKED", [anEntity("WABA", "BLOCKED", [141014])])).banned).toBe("yes");
  expect(facts({ kind: "ban", state: "SCHEDULE_FOR_DISABLE", source: "webhook" }).banned).toBe("yes");
});

test("a ban that was taken back is none", () => {
  const disabled: Evidence = { kind: "ban", state: "DISABLE", source: "webhook", at: "2026-11-20T00:00:00.000Z" };
  expect(facts(disabled, { ...disabled, state: "REINSTATE", at: "2026-11-21T00:00:00.000Z" })).not.toHaveProperty(
    "banned",
  );
});

test("only a restriction that stops sending and still runs is one to wait for", () => {
  const restriction = (type: string, endsAt: string): Evidence => ({
    kind: "restriction",
    types: [type],
    endsAt,
    source: "webhook",
  });
  const running = "2026-11-25T00:00:00.000Z";
  expect(facts(restriction("RESTRICTED_BIZ_INITIATED_MESSAGING", running)).restriction).toEqual({ endsAt: running });
  expect(facts(restriction("RESTRICTED_BIZ_INITIATED_MESSAGING", "2026-11-20T00:00:00.000Z")).restriction).toBeNull();
  expect(facts(restriction("RESTRICTED_ADD_PHONE_NUMBER_ACTION", running)).restriction).toBeNull();
  expect(facts(anError(368)).restriction).toEqual({ endsAt: null });
});

test("133016 shuts registering for 72 hours, 133008 for a time that is not known", () => {
  expect(facts(anError(133016)).registerWait).toEqual({ until: "2026-11-24T22:00:00.000Z" });
  expect(facts(anError(133008)).registerWait).toEqual({ until: null });
  expect(facts(anError(133005)).registerWait).toBeNull();
});

test("lost access beside a lock code does not hide the lock", () => {
  expect(facts(anError(190), refusedOn("send")).accessLost).toBe(false);
  expect(facts(anError(190)).accessLost).toBe(true);
});

test("1330 beside a Meta code is not the generic failure alone", () => {
  const generic = anError(1330, { namespace: "vonage" });
  expect(facts(generic, sign("inbound_silent"))).toMatchObject({
    providerGenericOnly: true,
    incoming: "stopped",
    provider: "vonage",
  });
  expect(facts(generic, anError(131026)).providerGenericOnly).toBe(false);
});

test("of several answers to one question the last counts", () => {
  const first: Evidence = {
    kind: "answer_support_home",
    value: "not_checked",
    source: "answer",
    at: "2026-11-20T00:00:00.000Z",
  };
  const second: Evidence = { ...first, value: "nothing_listed", at: "2026-11-21T00:00:00.000Z" };
  expect(facts(second, first).supportHome).toBe("nothing_listed");
});
