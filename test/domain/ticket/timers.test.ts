import { describe, expect, it } from "vitest";
import { isTimerWanted, nextTimer, startedTimers } from "../../../src/domain/ticket/timers.ts";
import { DAY, HOUR, plus } from "../../../src/domain/time.ts";
import { aTicket, changedBy, NOW, press, withRows } from "./a-ticket.ts";

const brief = (timers: ReturnType<typeof startedTimers>) => timers.map(({ step, nth, dueAt }) => [step, nth, dueAt]);

describe("timers of steps", () => {
  it("a requested review is asked after at 24 and at 48 hours, until the decision is there", () => {
    const ticket = withRows(aTicket({ facts: { supportHome: "listed_review" } }), { "policy.write_appeal": "claimed" });
    const submitted = changedBy(ticket, press(ticket, "policy.submit"));
    expect(brief(startedTimers(ticket, submitted, NOW))).toEqual([
      ["policy.submit", 0, plus(NOW, 24 * HOUR)],
      ["policy.submit", 1, plus(NOW, 48 * HOUR)],
    ]);
    expect(isTimerWanted(submitted, "policy.submit", NOW)).toBe(true);
    expect(isTimerWanted(withRows(submitted, { "policy.decision": "claimed" }), "policy.submit", NOW)).toBe(false);
    const undone = changedBy(submitted, press(submitted, "policy.submit", { to: "todo" }));
    expect(isTimerWanted(undone, "policy.submit", NOW)).toBe(false);
  });

  it("a change of something else starts nothing again", () => {
    const ticket = withRows(aTicket({ facts: { supportHome: "listed_review" } }), { "policy.submit": "claimed" });
    const later = changedBy(ticket, press(ticket, "stop.hands_off"));
    expect(startedTimers(ticket, later, NOW)).toEqual([]);
  });

  it("the technical lock is looked at every six hours from the case on, until a path is chosen", () => {
    const ticket = withRows(aTicket(), { "tech.rule_out": "claimed", "find.open_provider_case": "claimed" });
    const opened = changedBy(ticket, press(ticket, "tech.case"));
    expect(brief(startedTimers(ticket, opened, NOW))).toEqual([["tech.recheck", 0, plus(NOW, 6 * HOUR)]]);
    const due = { step: "tech.recheck", nth: 0 };
    const then = plus(NOW, 6 * HOUR);
    expect(nextTimer(opened, due, then)).toMatchObject({ nth: 1, dueAt: plus(NOW, 12 * HOUR) });
    expect(nextTimer(withRows(opened, { "tech.result": "claimed" }), due, then)).toBeNull();
  });

  it("a wait for registering is due at its end, from the moment the ticket is filed", () => {
    const until = plus(NOW, 10 * HOUR);
    const ticket = aTicket({ facts: { pinCode: true, registerWait: { until } } });
    expect(brief(startedTimers(null, ticket, NOW))).toEqual([["pin.wait", 0, until]]);
    expect(isTimerWanted(ticket, "pin.wait", until)).toBe(true);
  });

  it("without a named end it is asked about after the longest documented wait", () => {
    const ticket = aTicket({ facts: { pinCode: true, registerWait: { until: null } } });
    expect(brief(startedTimers(null, ticket, NOW))).toEqual([["pin.wait", 0, plus(NOW, 72 * HOUR)]]);
  });

  it("a restriction is looked at when it ends and a day later; a new end starts anew", () => {
    const endsAt = plus(NOW, 3 * DAY);
    const ticket = aTicket({ facts: { restriction: { endsAt } } });
    expect(brief(startedTimers(null, ticket, NOW))).toEqual([
      ["wait.end", 0, endsAt],
      ["wait.end", 1, plus(endsAt, DAY)],
    ]);
    const moved = changedBy(ticket, {
      do: "update_facts",
      facts: { restriction: { endsAt: plus(endsAt, DAY) } },
      by: "U-ANN",
    });
    expect(brief(startedTimers(ticket, moved, NOW))[0]).toEqual(["wait.end", 0, plus(endsAt, DAY)]);
  });

  it("a refused removal is due thirty days after the last paid message", () => {
    const ticket = aTicket({ facts: { providerWay: "disconnect", lastPaidMessageAt: plus(NOW, -10 * DAY) } });
    expect(brief(startedTimers(null, ticket, NOW))).toEqual([["older.can_remove", 0, plus(NOW, 20 * DAY)]]);
  });

  it("nothing is nudged on a resolved ticket but the watch after the proof", () => {
    const ticket = withRows(aTicket({ status: "resolved", outcome: "recovered" }), {
      "tech.case": "claimed",
      "prove.reply": "claimed",
    });
    expect(isTimerWanted(ticket, "tech.recheck", NOW)).toBe(false);
    expect(isTimerWanted(ticket, "prove.watch", NOW)).toBe(true);
  });
});
