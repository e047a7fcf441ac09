import { randomUUID } from "node:crypto";
import { describe, expect, it, onTestFinished } from "vitest";
import { createChangeTicket } from "../../src/app/change-ticket.ts";
import type { TicketRecord } from "../../src/app/ports/store.ts";
import { createVerifyStep } from "../../src/app/verify-step.ts";
import type { Evidence } from "../../src/domain/evidence.ts";
import { PLAYBOOKS } from "../../src/domain/playbooks/index.ts";
import type { PathId } from "../../src/domain/playbooks/playbook.ts";
import { buildChecklist } from "../../src/domain/ticket/checklist.ts";
import { DEFAULT_FACTS, type TicketFacts } from "../../src/domain/ticket/facts.ts";
import { HOUR, MINUTE, plus } from "../../src/domain/time.ts";
import { createGraphWorld } from "../providers/meta/graph-world.ts";
import { aNewTicket, aNotice } from "../store/builders.ts";
import { describeOnEachDatabase, type Open } from "../support/databases.ts";

const START = "2026-11-22T00:00:00.000Z";
const BANNED = "+15550100007";
const HEALTHY = "+15550100008";
const PAYMENT = "+15550100004";
const SILENT = "+15550100009";

type Situation = {
  numbers: readonly string[];
  paths: readonly PathId[];
  facts?: Partial<TicketFacts>;
  evidence?: readonly Evidence[];
  wabaId?: string;
  /** Steps ticked by somebody before. */
  done?: readonly string[];
};

/** A ticket in a real database, a real prober in front of the fake Graph, and a clock the test turns. */
async function arrange(open: Open, situation: Situation) {
  const opened = await open();
  await opened.jobs.start();
  onTestFinished(() => opened.jobs.stop());
  let now = START;
  const clock = () => now;
  const { graph, probe } = await createGraphWorld({
    clock,
    cache: { singleFlight: (_key, _ttl, load) => load() },
  });
  const { store } = opened;
  const done = new Set(situation.done);
  const steps = buildChecklist(situation.paths, PLAYBOOKS).map((row) =>
    done.has(row.id) ? { ...row, state: "claimed" as const, by: "UEVA", at: START } : row,
  );
  const facts = { ...DEFAULT_FACTS, provider: "meta" as const, ...situation.facts };
  const filed = await store.tickets.file(
    aNewTicket({
      ticket: { steps, paths: situation.paths, facts },
      text: { numbers: situation.numbers, wabaId: situation.wabaId ?? null },
      ...(situation.evidence === undefined ? {} : { evidence: situation.evidence }),
    }),
  );
  if (filed.filed !== "new") throw new Error("expected a new ticket");
  const { ref, id: ticketId } = filed.record.ticket;
  await store.notices.add([aNotice({ ticketId, kind: "card" })]);
  const changeTicket = createChangeTicket({ store, playbooks: PLAYBOOKS, clock });
  const verify = createVerifyStep({ store, probe, changeTicket, playbooks: PLAYBOOKS, clock });

  async function load(): Promise<TicketRecord> {
    const record = await store.tickets.load({ ref });
    if (record === undefined) throw new Error("the ticket is gone");
    return record;
  }
  const row = async (step: string) => (await load()).ticket.steps.find(({ id }) => id === step);
  return {
    graph,
    load,
    row,
    lines: async () =>
      (await store.notices.forTicket(ticketId)).flatMap(({ kind, body }) => (kind === "notice" ? [body?.says] : [])),
    /** What waits to be looked at, and when. */
    waiting: async () => {
      const sql =
        "select data, start_after from pgboss.job where name = 'verify_step' and state = 'created' and data->>'ticketId' = $1";
      const { rows } = await opened.database.pool.query(sql, [ticketId]);
      return rows.map(({ data, start_after }) => ({
        step: data.step,
        version: data.version,
        at: start_after.toISOString(),
      }));
    },
    tick: async (step: string, to: "claimed" | "todo" = "claimed") => {
      const version = (await row(step))?.version ?? -1;
      const answer = await changeTicket({ ref, command: { do: "set_step", step, to, version, by: "UANA" } });
      if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.refusal)}`);
    },
    resolve: () =>
      changeTicket({ ref, command: { do: "resolve", outcome: "handed_over", hasReason: true, by: "UANA" } }),
    look: async (step: string, job: string = randomUUID()) => {
      const version = (await row(step))?.version ?? -1;
      await verify({ ticketId, step, version }, { id: job });
    },
    lookAt: (step: string, version: number) => verify({ ticketId, step, version }, { id: randomUUID() }),
    pass: (ms: number) => {
      now = plus(now, ms);
    },
    turnTo: (instant: string) => {
      now = instant;
    },
  };
}

const FIND = ["stop_the_bleeding", "find_the_cause"] as const;
const PAY = [...FIND, "payment", "prove_it_works"] as const;
const REREG = [...FIND, "provider_reregistration", "prove_it_works"] as const;

describeOnEachDatabase("a tick that a live reading can prove", (open) => {
  it("asks for a look in the same change", async () => {
    const world = await arrange(open, { numbers: [HEALTHY], paths: FIND });
    await world.tick("find.health");
    expect(await world.waiting()).toMatchObject([{ step: "find.health", version: 1 }]);
  });

  it("asks for none where nothing can be read", async () => {
    const world = await arrange(open, { numbers: [HEALTHY], paths: FIND });
    await world.tick("find.where");
    expect(await world.waiting()).toEqual([]);
  });

  it("is verified by a reading that agrees, and the reading is shown", async () => {
    const world = await arrange(open, { numbers: [HEALTHY], paths: FIND });
    await world.tick("find.health");
    await world.look("find.health");

    expect(await world.row("find.health")).toMatchObject({ state: "verified", by: "UANA" });
    expect(await world.lines()).toEqual([
      expect.stringMatching(
        /^Live reading of the number ending 0008 for “Get a health check of the number”: Meta's health check: everything/,
      ),
    ]);
  });

  it("puts what was read on the ticket: a ban shuts what it shuts", async () => {
    const world = await arrange(open, { numbers: [BANNED], paths: FIND });
    await world.tick("find.health");
    await world.look("find.health");

    const { ticket, diagnosis } = await world.load();
    expect(ticket.facts.banned).toBe("yes");
    expect(ticket.paths).toContain("policy");
    expect(diagnosis.verdict).toBe("locked");
  });

  it("is disputed by a reading that does not agree, in words, and may be ticked again", async () => {
    const world = await arrange(open, { numbers: [BANNED], paths: ["prove_it_works"] });
    await world.tick("prove.no_block");
    await world.look("prove.no_block");

    expect(await world.row("prove.no_block")).toMatchObject({ state: "disputed" });
    expect(await world.lines()).toEqual([
      expect.stringMatching(
        /was ticked, but a live reading of the number ending 0007 does not agree\. .*banned.* Look again/i,
      ),
    ]);

    world.graph.setScenario(BANNED, "healthy");
    world.pass(MINUTE);
    await world.tick("prove.no_block");
    await world.look("prove.no_block");
    expect(await world.row("prove.no_block")).toMatchObject({ state: "verified" });
  });

  it("stays as it is when nothing could be read, and is looked at again soon", async () => {
    const world = await arrange(open, { numbers: [SILENT], paths: FIND });
    await world.tick("find.health");
    await world.look("find.health");

    expect(await world.row("find.health")).toMatchObject({ state: "claimed" });
    expect(await world.lines()).toEqual([]);
    expect(await world.waiting()).toMatchObject([{ step: "find.health", at: plus(START, 10 * MINUTE) }]);
  });

  it("is not looked at for ever when Meta stays silent", async () => {
    const world = await arrange(open, { numbers: [SILENT], paths: FIND });
    await world.tick("find.health");
    const [first] = await world.waiting();
    world.pass(25 * HOUR);
    await world.look("find.health");
    expect(await world.waiting()).toEqual([first]);
  });

  it("has every number of the ticket looked at: one that does not agree is enough", async () => {
    const world = await arrange(open, { numbers: [HEALTHY, BANNED], paths: ["prove_it_works"] });
    await world.tick("prove.no_block");
    await world.look("prove.no_block");
    expect(await world.row("prove.no_block")).toMatchObject({ state: "disputed" });
    expect(await world.lines()).toEqual([expect.stringContaining("ending 0007")]);
  });

  it("is left alone once it was undone or made anew", async () => {
    const world = await arrange(open, { numbers: [HEALTHY], paths: FIND });
    await world.tick("find.health");
    await world.tick("find.health", "todo");
    await world.lookAt("find.health", 1);
    expect(await world.row("find.health")).toMatchObject({ state: "todo" });

    await world.tick("find.health");
    await world.lookAt("find.health", 1);
    expect(await world.row("find.health")).toMatchObject({ state: "claimed" });
  });

  it("a look that runs twice says its line once", async () => {
    const world = await arrange(open, { numbers: [BANNED], paths: ["prove_it_works"] });
    await world.tick("prove.no_block");
    const twice = randomUUID();
    await Promise.all([world.look("prove.no_block", twice), world.look("prove.no_block", twice)]);
    expect(await world.lines()).toHaveLength(1);
  });

  it("a reading from before the tick proves nothing and is made again", async () => {
    const world = await arrange(open, { numbers: [HEALTHY], paths: FIND });
    await world.tick("find.health");
    // As from the cache of the last minute: the reading is older than the tick.
    world.turnTo(plus(START, -30_000));
    await world.look("find.health");
    expect(await world.row("find.health")).toMatchObject({ state: "claimed" });
    expect(await world.waiting()).toMatchObject([{ step: "find.health", at: plus(START, 30_000) }]);
  });

  it("after the resolution the proof is still checked, and the facts stay as they were resolved", async () => {
    const world = await arrange(open, { numbers: [HEALTHY], paths: ["prove_it_works"] });
    await world.tick("prove.no_block");
    await world.resolve();
    await world.look("prove.no_block");
    expect(await world.row("prove.no_block")).toMatchObject({ state: "verified" });
    expect((await world.load()).ticket.status).toBe("resolved");
  });

  describe("payment", () => {
    const paying = { numbers: [PAYMENT], paths: PAY, facts: { paymentCode: true }, done: ["pay.who_pays", "pay.fix"] };

    it("a payment that does not show yet disputes nobody and is looked at again in four hours", async () => {
      const world = await arrange(open, paying);
      await world.tick("pay.recheck");
      await world.look("pay.recheck");
      expect(await world.row("pay.recheck")).toMatchObject({ state: "claimed" });
      expect(await world.waiting()).toMatchObject([{ step: "pay.recheck", at: plus(START, 4 * HOUR) }]);
    });

    it("once the block is gone the question of payment is settled by itself", async () => {
      const world = await arrange(open, paying);
      await world.tick("pay.recheck");
      await world.look("pay.recheck");
      world.graph.setScenario(PAYMENT, "healthy");
      world.pass(4 * HOUR);
      await world.look("pay.recheck");
      expect(await world.row("pay.recheck")).toMatchObject({ state: "verified" });
      expect((await world.load()).ticket.facts.paymentCode).toBe(false);
    });
  });

  describe("a number that was to be removed", () => {
    const seen: Evidence = { kind: "node", source: "probe", at: START, status: "CONNECTED" };
    const removing: Situation = {
      numbers: [HEALTHY],
      paths: REREG,
      facts: { supportHome: "nothing_listed", lockCode: "yes", providerWay: "disconnect" },
      evidence: [seen],
      done: ["older.disconnect", "older.remove_number"],
    };

    it("is disputed while it is still listed", async () => {
      const world = await arrange(open, removing);
      await world.tick("older.both_gone");
      await world.look("older.both_gone");
      expect(await world.row("older.both_gone")).toMatchObject({ state: "disputed" });
      expect(await world.lines()).toEqual([expect.stringContaining("still listed in an account at Meta")]);
    });

    it("is verified once no list has it any more", async () => {
      const world = await arrange(open, removing);
      world.graph.setScenario(HEALTHY, "unknown_number");
      await world.tick("older.both_gone");
      await world.look("older.both_gone");
      expect(await world.row("older.both_gone")).toMatchObject({ state: "verified" });
    });

    it("stays claimed where we never saw the number: not found says nothing then", async () => {
      const world = await arrange(open, { ...removing, evidence: [] });
      world.graph.setScenario(HEALTHY, "unknown_number");
      await world.tick("older.both_gone");
      await world.look("older.both_gone");
      expect(await world.row("older.both_gone")).toMatchObject({ state: "claimed" });
    });
  });
});
