import { describe, expect, it } from "vitest";
import { decide } from "../../../src/domain/ticket/decide.ts";
import type { TicketFacts } from "../../../src/domain/ticket/facts.ts";
import { stepView } from "../../../src/domain/ticket/step-view.ts";
import { isTimerWanted, startedTimers } from "../../../src/domain/ticket/timers.ts";
import { DAY, plus } from "../../../src/domain/time.ts";
import { aTicket, changedBy, NOW, press, rowOf, withRows } from "./a-ticket.ts";

const END = plus(NOW, 3 * DAY);
const SAYS_END = "the restriction must be over: not before 25 Nov 2026, 10:00 UTC";
const BEFORE = plus(END, -1);
const STEPS = ["wait.end", "prove.no_block", "prove.incoming", "prove.reply"] as const;

/** Everything that stands before the four dated steps is done. */
function waiting(facts: Partial<TicketFacts>) {
  const done = ["wait.what_still_works", "prove.no_block", "prove.incoming"];
  return withRows(
    aTicket({ facts: { supportHome: "not_checked", ...facts } }),
    Object.fromEntries(done.map((id) => [id, "claimed"])),
  );
}

/** The same with the step itself untouched. */
function untouched(step: string, facts: Partial<TicketFacts>) {
  return withRows(waiting(facts), { [step]: "todo" });
}

describe.each(STEPS)("%s during a restriction", (step) => {
  it("is shut until the end that is known, to the minute, and says which", () => {
    const ticket = untouched(step, { restriction: { endsAt: END } });
    expect(decide(ticket, press(ticket, step), BEFORE)).toMatchObject({
      refused: "waiting_for",
      conditions: [SAYS_END],
    });
    expect(stepView(ticket, step, undefined, BEFORE)).toMatchObject({
      state: "blocked",
      missing: { conditions: [SAYS_END] },
    });
    expect(rowOf(changedBy(ticket, press(ticket, step), END), step).state).toBe("claimed");
  });

  it("is not held up by an end that nobody knows", () => {
    for (const facts of [{ restriction: { endsAt: null } }, { supportHome: "listed_until" as const }]) {
      const ticket = untouched(step, facts);
      expect(decide(ticket, press(ticket, step), NOW).ok).toBe(true);
    }
  });

  it("is open again when somebody says that the restriction was lifted early", () => {
    const ticket = untouched(step, { restriction: { endsAt: END } });
    const lifted = changedBy(ticket, { do: "update_facts", facts: { restriction: null }, by: "U-ANN" });
    expect(decide(lifted, press(lifted, step), NOW).ok).toBe(true);
  });

  it("is not proved by a reading that comes too early", () => {
    const ticket = untouched(step, { restriction: { endsAt: END } });
    const verify = { do: "verify_step", step, agrees: true, by: "probe" } as const;
    expect(decide(ticket, verify, BEFORE)).toMatchObject({ refused: "waiting_for", conditions: [SAYS_END] });
  });
});

it("the nudge comes at the end of the restriction although its step is shut until then", () => {
  const ticket = waiting({ restriction: { endsAt: END } });
  const due = startedTimers(null, ticket, NOW).filter(({ step }) => step === "wait.end");
  expect(due.map(({ dueAt }) => dueAt)).toEqual([END, plus(END, DAY)]);
  expect(isTimerWanted(ticket, "wait.end", END)).toBe(true);
  expect(isTimerWanted(changedBy(ticket, press(ticket, "wait.end"), END), "wait.end", plus(END, DAY))).toBe(false);
});

it("a wait for registering and a removal that is refused say from when they are open", () => {
  const pin = aTicket({ facts: { pinCode: true, registerWait: { until: END } } });
  expect(stepView(pin, "pin.wait", undefined, NOW)?.missing.conditions).toEqual([
    "the time named in the error must be over: not before 25 Nov 2026, 10:00 UTC",
  ]);
  const removal = aTicket({ facts: { providerWay: "disconnect", lastPaidMessageAt: plus(NOW, -27 * DAY) } });
  expect(stepView(removal, "older.can_remove", undefined, NOW)?.missing.conditions).toEqual([
    "Meta must allow the removal (it refuses within 30 days of the last paid message): not before 25 Nov 2026, 10:00 UTC",
  ]);
  const refused = aTicket({
    facts: { providerWay: "disconnect", removalAllowed: "no", lastPaidMessageAt: plus(NOW, -40 * DAY) },
  });
  expect(stepView(refused, "older.can_remove", undefined, NOW)?.missing.conditions).toEqual([
    "Meta must allow the removal (it refuses within 30 days of the last paid message)",
  ]);
});
