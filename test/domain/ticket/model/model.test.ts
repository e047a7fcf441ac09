import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PLAYBOOKS } from "../../../../src/domain/playbooks/index.ts";
import type { Playbook, Playbooks, Step } from "../../../../src/domain/playbooks/playbook.ts";
import type { Command } from "../../../../src/domain/ticket/command.ts";
import { DEFAULT_FACTS, type TicketFacts } from "../../../../src/domain/ticket/facts.ts";
import { OUTCOMES, type Ticket } from "../../../../src/domain/ticket/ticket.ts";
import { HOUR, plus } from "../../../../src/domain/time.ts";
import { aTicket, NOW, withRows } from "../a-ticket.ts";
import { attack, explore, type Found, GUARDED, NEWS, nothingFound, presses, step } from "./explore.ts";
import { BEHIND, DATED } from "./oracle.ts";
import { readyFor } from "./starts.ts";

const report = ({ violations }: Found) => [...violations].map(([what, trail]) => `${what}\n  ${trail.join("\n  ")}`);

/** Undo, skip and dispute of everything behind a step; the ways in which a check can turn out not to hold. */
function disturbances(ticket: Ticket, id: string): Command[] {
  const rows = [...(BEHIND[id] ?? []), id].flatMap((behind) => presses(ticket, behind).slice(behind === id ? 0 : 4));
  return rows.filter((command) => command.do !== "verify_step" || !command.agrees);
}

/** The same ticket with one more thing known; the paths stay, as they do for rows somebody has touched. */
function withNews(ticket: Ticket, news: Partial<TicketFacts>): Ticket {
  return { ...ticket, facts: { ...ticket.facts, ...news } };
}

function check(id: string, playbooks: Playbooks, depth: number): Found {
  const found = nothingFound();
  const start = readyFor(id, playbooks);
  const targets = [id];
  explore(start, (now) => disturbances(now, id), { depth, playbooks, found, targets });
  for (const news of NEWS) {
    const told = withNews(start, news);
    attack({ ticket: told, trail: [JSON.stringify(news)] }, playbooks, found, targets);
    for (const more of depth > 1 ? NEWS : []) {
      attack({ ticket: withNews(told, more), trail: [JSON.stringify([news, more])] }, playbooks, found, targets);
    }
  }
  // A wait that was over once, and one person instead of two: rows that a state may hold beside what is behind.
  const waited = withRows(start, { "pin.wait": "claimed" });
  for (const news of NEWS) attack({ ticket: withNews(waited, news), trail: [] }, playbooks, found, targets);
  const alone = withRows(start, { "older.go": "todo" });
  for (const go of alone.steps.some((row) => row.id === "older.go") ? presses(alone, "older.go") : []) {
    const gone = step({ ticket: alone, trail: [] }, go, playbooks, found);
    if (gone !== undefined) attack(gone, playbooks, found, targets);
  }
  // News that comes between the release and the tick.
  const release: Command = { do: "set_step", step: id, to: "released", version: 0, lastFour: "0123", by: "U-ANN" };
  const open = step({ ticket: start, trail: [] }, release, playbooks, found);
  if (open === undefined) return found;
  for (const news of NEWS) attack({ ...open, ticket: withNews(open.ticket, news) }, playbooks, found, targets);
  return found;
}

/** During a restriction, with everything before the dated steps done and then disturbed: undone, skipped, disputed. */
function checkDated(id: string, playbooks: Playbooks): Found {
  const found = nothingFound();
  const done = ["wait.what_still_works", "prove.no_block", "prove.incoming"].filter((one) => one !== id);
  const facts = { supportHome: "not_checked", restriction: { endsAt: plus(NOW, HOUR) } } as const;
  const start = withRows(aTicket({ facts, playbooks }), Object.fromEntries(done.map((one) => [one, "claimed"])));
  const commands = (now: Ticket) => [...done, id].flatMap((one) => presses(now, one));
  return explore(start, commands, { depth: 2, playbooks, found, targets: [id] });
}

// Two busy cores take their time: the limit is for a hang, not for a slow machine.
describe("no sequence of presses goes past a gate", { timeout: 120_000 }, () => {
  it.each(GUARDED)("around %s: every two undone, skipped or disputed checks, and every two pieces of news", (id) => {
    const found = check(id, PLAYBOOKS, 2);
    expect(report(found)).toEqual([]);
    expect(found.commands).toBeGreaterThan(500);
  });

  it.each(GUARDED)("%s can be pressed at all when everything is right", (id) => {
    const start = { ticket: readyFor(id), trail: [] };
    const tried = presses(start.ticket, id).filter((press) => step(start, press, PLAYBOOKS, nothingFound()));
    expect(tried.length).toBeGreaterThan(0);
  });

  const FRESH: readonly Partial<TicketFacts>[] = [
    {},
    { supportHome: "not_checked" },
    { supportHome: "listed_review" },
    { supportHome: "listed_until" },
    { restriction: { endsAt: plus(NOW, HOUR) } },
    { banned: "yes" },
    { pinCode: true },
    { pinCode: true, registerWait: { until: null }, reverification: true },
    { recentChanges: ["registered"] },
    { paymentCode: true },
    { paymentCode: true, lockCode: "no" },
    { technicalCode: true, supportHome: "not_checked" },
    { providerWay: "direct" },
    { providerWay: "disconnect" },
    { offboarded: true, lockCode: "no", supportHome: "not_checked" },
    { accessLost: true, lockCode: "no", supportHome: "not_checked" },
    { compromised: true },
    { metaAnswer: "refused_finally" },
    { providerGenericOnly: true, lockCode: "unknown", supportHome: "not_checked" },
  ];

  it.each(FRESH)("from a ticket just filed with %o: every two commands", (facts) => {
    const found = nothingFound();
    explore(aTicket({ facts }), every, { depth: 1, playbooks: PLAYBOOKS, found });
    expect(report(found)).toEqual([]);
    expect(found.states).toBeGreaterThan(15);
  });

  it("through the whole disconnection: every order of releasing, ticking, failing and undoing its steps", () => {
    const found = nothingFound();
    const chain = ["older.disconnect", "older.remove_number", "older.both_gone", "older.sign_up", "older.register"];
    const commands = (now: Ticket) => chain.flatMap((id) => presses(now, id).slice(0, 7));
    explore(readyFor("older.disconnect"), commands, { depth: 4, playbooks: PLAYBOOKS, found, targets: chain });
    expect(report(found)).toEqual([]);
    expect(found.states).toBeGreaterThan(100);
  });

  it.each(DATED)("%s before the end of a restriction, whatever was ticked, undone or skipped before it", (id) => {
    const found = checkDated(id, PLAYBOOKS);
    expect(report(found)).toEqual([]);
    expect(found.commands).toBeGreaterThan(100);
  });

  it("in long random walks over every path, with news, probes, resolutions and reopenings", () => {
    const picks = fc.array(fc.nat(), { minLength: 30, maxLength: 120 });
    fc.assert(
      fc.property(fc.constantFrom(...FRESH, ...GUARDED), picks, (start, choices) => {
        const found = nothingFound();
        const ticket = typeof start === "string" ? readyFor(start) : aTicket({ facts: { ...DEFAULT_FACTS, ...start } });
        let now: { ticket: Ticket; trail: readonly string[] } = { ticket, trail: [] };
        for (const choice of choices) {
          const commands = every(now.ticket);
          const command = commands[choice % commands.length];
          if (command !== undefined) now = step(now, command, PLAYBOOKS, found) ?? now;
        }
        expect(report(found)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe("the check itself can fail", () => {
  type Mutant = { name: string; step: string; change: (one: Step) => Step };
  const without = (one: Step, key: "twoPeople" | "irreversible" | "changesRegistration"): Step => {
    const { [key]: _, ...rest } = one;
    return rest;
  };
  const guarded = Object.values(PLAYBOOKS as Playbooks).flatMap(({ steps }) =>
    steps.filter(({ id }) => GUARDED.includes(id)),
  );
  // Each is held a second time by another gate or a step behind it, so that taking it away changes nothing.
  const HELD_TWICE = [
    "no_violation_listed (pin.register_once)",
    "no_violation_listed (recent.register)",
    "no_violation_listed (older.disconnect)",
    "no_violation_listed (older.remove_number)",
    "no_violation_listed (older.sign_up)",
    "no_violation_listed (older.register)",
    "technical_lock_answered (older.disconnect)", // the provider chose to disconnect: it asked
    "technical_lock_answered (recent.register)",
  ];
  const gateless: Mutant[] = guarded.flatMap((one) =>
    (one.gates ?? []).map(({ id }) => ({
      name: `${id} (${one.id})`,
      step: one.id,
      change: (now) =>
        now.id === one.id ? { ...now, gates: (now.gates ?? []).filter((gate) => gate.id !== id) } : now,
    })),
  );
  const needless: Mutant[] = [
    ["recent.register", "rereg.pin_ready"],
    ["recent.register", "rereg.attempts_left"],
    ["older.disconnect", "older.go"],
    ["older.remove_number", "older.disconnect"],
    ["older.sign_up", "older.both_gone"],
    ["older.register", "older.sign_up"],
    ["pin.register_once", "pin.same_everywhere"],
    ["pin.register_once", "find.attempts"],
    ["coex.sign_up", "coex.open_app"],
    ["older.go", "older.can_remove"],
    ["older.go", "older.can_receive_code"],
    ["rereg.right_path", "find.support_home"],
    ["find.open_provider_case", "stop.save_evidence"],
  ].map(([id, need]) => ({
    name: `${id} no longer needs ${need}`,
    step: GUARDED.includes(id ?? "") ? (id ?? "") : "older.disconnect",
    change: (now) => (now.id === id ? { ...now, needs: now.needs.filter((other) => other !== need) } : now),
  }));
  const unmarked: Mutant[] = [
    {
      name: "one person is enough to go",
      step: "older.disconnect",
      change: (now) => (now.id === "older.go" ? without(now, "twoPeople") : now),
    },
    {
      name: "the disconnection needs no release",
      step: "older.disconnect",
      change: (now) => (now.id === "older.disconnect" ? without(now, "irreversible") : now),
    },
    {
      name: "registering counts as an ordinary step",
      step: "pin.register_once",
      change: (now) => (now.id === "pin.register_once" ? without(now, "changesRegistration") : now),
    },
  ];

  function mutated({ change }: Mutant): Playbooks {
    const entries = Object.entries(PLAYBOOKS as Playbooks);
    return Object.fromEntries(
      entries.map(([path, one]): [string, Playbook] => [path, { ...one, steps: one.steps.map(change) }]),
    );
  }

  it.each(DATED)("finds it when taken away: restriction_over (%s)", (id) => {
    const change = (now: Step) => (now.id === id ? { ...now, gates: [] } : now);
    const found = checkDated(id, mutated({ name: id, step: id, change }));
    expect([...found.violations.keys()]).toContain(`${id} claimed before the end`);
  });

  it.each([...gateless, ...needless, ...unmarked].map((mutant) => [mutant.name, mutant] as const))(
    "finds it when taken away: %s",
    (name, mutant) => {
      const found = check(mutant.step, mutated(mutant), 1);
      expect(found.violations.size > 0, [...found.violations.keys()].join("\n")).toBe(!HELD_TWICE.includes(name));
    },
  );
});

/** Every command that makes sense on a ticket. */
function every(ticket: Ticket): Command[] {
  const by = "U-ANN";
  return [
    ...ticket.steps.flatMap(({ id }) => presses(ticket, id)),
    ...NEWS.map((facts): Command => ({ do: "update_facts", facts, by })),
    { do: "update_facts", facts: { supportHome: "nothing_listed", banned: "no", restriction: null }, by },
    { do: "add_evidence", evidence: [{ kind: "ban", state: "DISABLE", source: "webhook" }], by },
    {
      do: "add_evidence",
      evidence: [{ kind: "restriction", types: ["RESTRICTED_UTILITY_TEMPLATES"], source: "webhook" }],
      by,
    },
    { do: "take", by },
    { do: "set_status", status: "waiting_on_provider", by },
    ...OUTCOMES.map((outcome): Command => ({ do: "resolve", outcome, hasReason: true, by })),
    { do: "reopen", hasReason: true, by },
  ];
}
