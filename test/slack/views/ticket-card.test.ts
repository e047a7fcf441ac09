import { describe, expect, test } from "vitest";
import { PLAYBOOKS } from "../../../src/domain/playbooks/index.ts";
import { STATUSES } from "../../../src/domain/ticket/ticket.ts";
import { buttonsFor } from "../../../src/domain/ticket/transitions.ts";
import { buildErrorsView } from "../../../src/slack/views/errors-view.ts";
import { buildTicketCard } from "../../../src/slack/views/ticket-card.ts";
import { buildTicketsMessage } from "../../../src/slack/views/tickets-message.ts";
import { aRecord, NOW } from "./a-record.ts";
import { pressesOf, textsOf } from "./shown.ts";

const CTX = { now: NOW, noticeId: "n-1", playbooks: PLAYBOOKS };
const cardOf = (changes: Parameters<typeof aRecord>[0] = {}) => buildTicketCard(aRecord(changes), CTX);

describe("the card", () => {
  test("says what matters in the order people look for it", () => {
    const customer = "Acme, HD-7";
    const shown = textsOf(cardOf({ ticket: { assignee: "U0ANN" }, text: { customer, providerCase: "C-77" } }).blocks);
    const order = [
      "WL-42",
      "+12025550123",
      "Locked: ",
      "In progress, with us",
      "<@U0ANN>",
      "*Next:*",
      "Do not register",
      "What does not fit together",
      "Vonage · case C-77",
      "102290129340398",
      "••••c3d4",
      "2026-11-22 07:00 UTC",
      "3 h ago",
      "*Business Support Home*",
      "*Codes*",
      "131031 Business Account locked",
      "<@U0REQ>",
      "Acme, HD-7",
    ];
    const places = order.map((words) => shown.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  test("says how many of its updates Slack keeps waiting", () => {
    const shown = (pending: number) => textsOf(buildTicketCard(aRecord(), { ...CTX, pending }).blocks);
    expect(shown(2)).toContain("2 updates pending, Slack is busy");
    expect(shown(1)).toContain("1 update pending, Slack is busy");
    expect(shown(0)).not.toContain("pending");
  });

  test("carries ids, and nothing personal, in its metadata", () => {
    expect(cardOf().metadata).toEqual({
      event_type: "waba_ticket",
      event_payload: { ticket: "WL-42", kind: "card", notice: "n-1" },
    });
  });

  test("is a whole sentence for those who hear it", () => {
    expect(cardOf().text).toMatch(/^WL-42 · \+12025550123 · Locked: .* · .*In progress, with us since 2026.*Next: /);
  });

  test("shows three lines of a long error and says how many are left", () => {
    const text = Array.from({ length: 15 }, (_, at) => `line ${at + 1}`).join("\n");
    const record = aRecord({ text: { errors: [{ text, by: "U0ANN", at: NOW }] } });
    const shown = textsOf(buildTicketCard(record, CTX).blocks);
    expect(shown).toContain("line 3");
    expect(shown).not.toContain("line 4");
    expect(shown).toContain("… 12 more lines, full text under *Show all*");
    expect(textsOf(buildErrorsView(record).blocks)).toContain("line 15");
  });

  test("says beside the verdict that somebody saw it work, until it is proved", () => {
    const words = "it receives and sends again. Not proved yet.";
    expect(textsOf(cardOf().blocks)).not.toContain(words);
    expect(textsOf(cardOf({ ticket: { facts: { sendsAgain: true } } }).blocks)).toContain(words);
    const ended = { facts: { sendsAgain: true }, status: "resolved", outcome: "recovered" } as const;
    expect(textsOf(cardOf({ ticket: ended }).blocks)).not.toContain(words);
  });

  test("a missing case number stays visible", () => {
    expect(textsOf(cardOf().blocks)).toContain("no case number yet");
  });

  test.each(STATUSES)("offers exactly the moves that are legal while %s", (status) => {
    const outcome = status === "resolved" ? "recovered" : null;
    const offered = pressesOf(cardOf({ ticket: { status, outcome } }).blocks).map(({ value }) => JSON.parse(value).do);
    const legal = buttonsFor({ status }).filter((move) => !(status === "open" && move === "in_progress"));
    const always = ["provider_request", "errors", ...(status === "resolved" ? [] : ["update", "add_numbers"])];
    expect(new Set(offered)).toEqual(new Set([...legal, ...always]));
  });

  test("asks whoever comes first to claim it, and says who has it then", () => {
    expect(pressesOf(cardOf().blocks)).toContainEqual(expect.objectContaining({ text: "Claim" }));
    const taken = cardOf({ ticket: { assignee: "U0ANN" } });
    expect(pressesOf(taken.blocks)).toContainEqual(expect.objectContaining({ text: "Take over" }));
  });
});

test("the list names each ticket, and says when there is none", () => {
  expect(buildTicketsMessage([aRecord()], { which: "open", now: NOW }).text).toContain("WL-42");
  expect(buildTicketsMessage([], { which: "open", now: NOW }).text).toBe("No ticket is open.");
});
