import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/domain/diagnosis/diagnose.ts";
import type { Evidence } from "../../../src/domain/evidence.ts";
import { recognise } from "../../../src/domain/recognition/recognise.ts";

const START = "RESTRICTED_BIZ_INITIATED_MESSAGING";
const ADD = "RESTRICTED_ADD_PHONE_NUMBER_ACTION";
const THIRD = "2026-12-03T23:59:00.000Z";

function restrictionsIn(text: string) {
  return recognise(text).evidence.flatMap((one: Evidence) => (one.kind === "restriction" ? [one] : []));
}

describe("a banner about a restriction", () => {
  it.each([
    ["Your account is restricted from sending messages until 3 December 2026", [], THIRD],
    ["Your WhatsApp Business account is restricted until December 3, 2026.", [], THIRD],
    ["Account restricted until Dec. 3rd, 2026 (WhatsApp Manager)", [], THIRD],
    ["Messaging restricted until 2026-12-03", [], THIRD],
    ["Your account is restricted from starting new conversations until 3 December 2026.", [START], THIRD],
    ["This phone number can't start new conversations until 3 Dec 2026", [START], THIRD],
    ["Our number +44 7700 900456 is temporarily restricted from sending messages until 3 December 2026", [], THIRD],
    ["Your account is restricted from adding phone numbers until 3 December 2026. WhatsApp", [ADD], THIRD],
    ["The account has been restricted from messaging until 2026-12-03T10:00:00Z", [], "2026-12-03T10:00:00.000Z"],
    ["Account restricted\nYou can’t start new conversations until 3 December 2026", [START], THIRD],
    ["WhatsApp restriction ends on 3 December 2026", [], THIRD],
    ["We broke the commerce policy and now our WhatsApp account is restricted until 3 December 2026", [], THIRD],
    [
      "Business Support Home shows: “Your account is restricted from sending messages until 3 December 2026.”",
      [],
      THIRD,
    ],
    ["Our account was restricted from messaging on 3 November 2026 for 30 days", [], THIRD],
    ["Your account is restricted from sending messages for 30 days from 3 November 2026.", [], THIRD],
  ])("is evidence with its end: %s", (text, types, endsAt) => {
    expect(restrictionsIn(text)).toEqual([{ kind: "restriction", source: "pasted", types, endsAt, inWords: true }]);
  });

  it.each([
    ["Your WhatsApp account can't start new conversations for 30 days", [START]],
    ["Your account is restricted from sending messages for 7 days.", []],
    ["Your account is restricted from sending messages until 03/12/2026", []],
    ["Your account is restricted from sending messages until 3 December", []],
    ["Your account is restricted from sending messages until 31 June 2026", []],
    ["Our WhatsApp number is temporarily restricted", []],
  ])("has no end where none is written that cannot be misread: %s", (text, types) => {
    expect(restrictionsIn(text)).toEqual([{ kind: "restriction", source: "pasted", types, inWords: true }]);
  });

  it.each([
    "Your account may be restricted from sending messages until 3 December 2026",
    "Your account could be restricted from sending messages for 30 days",
    "Your account was not restricted from sending messages",
    "Your WhatsApp account isn't restricted until 3 December 2026",
    "Our account is not restricted from sending messages until 3 December 2026",
    "If you send spam, your account is restricted from sending messages for 30 days",
    "When your account is restricted from sending messages for 30 days, wait.",
    "Is it true that if we go on our WhatsApp account is restricted until 3 December 2026?",
    "After three violations your account is restricted from sending messages for 30 days",
    "Your account will be restricted from sending messages until 3 December 2026",
    "WhatsApp policy: your account is restricted from sending messages for 30 days",
    "The policy says that your account is restricted from sending messages for 7 days",
    "According to the WhatsApp documentation your account is restricted from messaging until 3 December 2026",
    "The account is restricted from sending messages for 1, 3, 5, 7 or 30 days",
    "Your account is restricted from sending messages for 5 or 7 days",
    "The account is restricted from sending messages for 30 days.",
    "Accounts are restricted from sending messages for 30 days.",
    "Our account was restricted from sending messages for 30 days",
    "Your account is restricted from sending messages until 3 December 2026. The restriction has been lifted.",
    "Your account is no longer restricted from sending messages",
    "Your LinkedIn account is restricted from sending messages until 3 December 2026",
    "Your bank account is restricted until 3 December 2026",
    "Your WhatsApp account is restricted from advertising until 3 December 2026",
    "We can't send messages to this user for 24 hours, restricted by WhatsApp",
    "Your account has been restricted. WhatsApp",
    "[NOWEB] - Your WhatsApp account has been restricted until 3 December 2026",
    '{"type":"BODY","text":"Your account is restricted from sending messages until 3 December 2026"}',
  ])("is no evidence when it is doubted, denied, asked, quoted, over or about something else: %s", (text) => {
    expect(restrictionsIn(text)).toEqual([]);
  });

  it("makes a diagnosis that is likely, with the end, and gives way to a lock code", () => {
    const text = "Your account is restricted from sending messages until 3 December 2026";
    const now = "2026-11-22T00:00:00.000Z";
    const diagnosis = diagnose({ evidence: recognise(text).evidence, now });
    expect(diagnosis).toMatchObject({
      verdict: "restricted",
      category: "restriction",
      confidence: "likely",
      endsAt: THIRD,
    });
    const both = recognise(`${text}\nsend failed: (#131031) Business Account locked`).evidence;
    expect(diagnose({ evidence: both, now }).verdict).toBe("locked");
  });

  it("keeps what stops sending when another restriction with the same end does not", () => {
    const end = "until 3 December 2026.";
    const found = restrictionsIn(
      `Your account is restricted from adding phone numbers ${end} Your account is restricted from sending messages ${end}`,
    );
    expect(found).toMatchObject([{ types: [], endsAt: THIRD }]);
  });

  it("never comes out of a sentence with a condition or a doubt in front, whatever the rest says", () => {
    const turned = fc.constantFrom(
      "if",
      "unless",
      "whether",
      "in case",
      "it may be that",
      "it is not true that",
      "maybe",
    );
    const claim = fc.constantFrom(
      "is restricted from sending messages",
      "is temporarily restricted",
      "can't send messages",
    );
    const time = fc.constantFrom("until 3 December 2026", "for 30 days", "until 2026-12-03", "");
    const whose = fc.constantFrom("your account", "our WhatsApp number", "this business account");
    fc.assert(
      fc.property(turned, whose, claim, time, (...words) => {
        expect(restrictionsIn(`WhatsApp Manager: ${words.join(" ")}`)).toEqual([]);
      }),
    );
  });

  it("has an end that is the written day", () => {
    const months = "January February March April May June July August September October November December".split(" ");
    const day = fc.date({ min: new Date("2026-01-01"), max: new Date("2030-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.boolean(), (date, isAmerican) => {
        const [at, month, year] = [date.getUTCDate(), months[date.getUTCMonth()], date.getUTCFullYear()];
        const written = isAmerican ? `${month} ${at}, ${year}` : `${at} ${month} ${year}`;
        const end = `${date.toISOString().slice(0, 10)}T23:59:00.000Z`;
        expect(restrictionsIn(`Your WhatsApp account is restricted until ${written}.`)).toMatchObject([
          { endsAt: end },
        ]);
      }),
    );
  });
});
