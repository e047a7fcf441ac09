import { describe, expect, it } from "vitest";
import { currentPhase, nextRows, phases } from "../../../src/domain/ticket/phases.ts";
import { viewsOf } from "../../../src/domain/ticket/step-view.ts";
import type { StepState, Ticket } from "../../../src/domain/ticket/ticket.ts";
import { aTicket, changedBy, withRows } from "./a-ticket.ts";

function allOf(ticket: Ticket, prefix: string, state: StepState = "claimed"): Ticket {
  const ids = ticket.steps.map(({ id }) => id).filter((id) => id.startsWith(prefix));
  return withRows(ticket, Object.fromEntries(ids.map((id) => [id, state])));
}

describe("phases", () => {
  it("are one line each with a count, hidden steps not counted", () => {
    expect(phases(aTicket())).toEqual([
      { path: "stop_the_bleeding", title: "Stop the bleeding", done: 0, total: 5, current: true },
      { path: "find_the_cause", title: "Find the cause", done: 0, total: 7, current: false },
      { path: "technical_lock", title: "Technical lock", done: 0, total: 6, current: false },
      { path: "prove_it_works", title: "Prove that it works", done: 0, total: 9, current: false },
      { path: "prevent", title: "Prevent the next one", done: 0, total: 12, current: false },
    ]);
  });

  it("the current one is the first with something to press", () => {
    const ticket = allOf(aTicket(), "stop.");
    expect(currentPhase(ticket)).toBe("find_the_cause");
    expect(currentPhase(allOf(ticket, "find."))).toBe("technical_lock");
  });

  it("prevent comes last and only after the ticket is resolved", () => {
    const done = ["stop.", "find.", "tech.", "prove."].reduce((ticket, prefix) => allOf(ticket, prefix), aTicket());
    expect(currentPhase(done)).toBe("prove_it_works");
    expect(currentPhase({ ...done, status: "resolved", outcome: "recovered" })).toBe("prevent");
  });

  it("a path that was left keeps its line while something was done on it", () => {
    const ticket = withRows(aTicket(), { "tech.no_register": "claimed" });
    const next = changedBy(ticket, { do: "update_facts", facts: { supportHome: "listed_review" }, by: "U-ANN" });
    expect(phases(next).map(({ path, done, total }) => [path, done, total])).toContainEqual(["technical_lock", 1, 1]);
  });

  it("show about five rows, from the first unfinished one on", () => {
    const ticket = withRows(aTicket(), { "find.where": "claimed", "find.scope": "skipped" });
    const views = viewsOf(ticket, "find_the_cause");
    expect(nextRows(views).map(({ id }) => id)).toEqual([
      "find.support_home",
      "find.health",
      "find.changes",
      "find.attempts",
      "find.open_provider_case",
    ]);
    expect(nextRows(viewsOf(allOf(ticket, "find."), "find_the_cause"))).toHaveLength(5);
  });
});
