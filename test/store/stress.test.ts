import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { describeOnEachDatabase } from "../support/databases.ts";
import { aNewTicket } from "./builders.ts";

const TICKETS = 15;
const READS = 40;

describeOnEachDatabase("many kinds of work at once", (open) => {
  it("give every reader the values that were written, and leave nothing of what was rolled back", async () => {
    const { store, jobs, database, teamId } = await open();
    const worked = new Set<string>();
    jobs.work("step_due", async ({ ticketId }) => {
      worked.add(ticketId);
    });
    await jobs.start();
    const kept = new Map<string, string>();
    const undone: string[] = [];
    const counts = { read: 0, wrong: 0 };

    async function fileTickets(): Promise<void> {
      for (let left = TICKETS; left > 0; left -= 1) {
        // From a few letters to 200 kB, so that statements span many packets.
        const text = `${randomUUID()}${"x".repeat(Math.floor(Math.random() ** 4 * 200_000))}`;
        const ticket = aNewTicket({
          text: { numbers: [`+44${randomUUID()}`], errors: [{ text, by: "U1", at: "now" }] },
        });
        const rollBack = left % 5 === 0;
        await store
          .transact(async (tx) => {
            await tx.tickets.file(ticket);
            await tx.jobs.enqueue("step_due", { ticketId: ticket.ticket.id, step: "stop_sends", nth: 0 });
            if (rollBack) throw new Error("roll back");
          })
          .catch((error: Error) => expect(error.message).toBe("roll back"));
        if (rollBack) undone.push(ticket.ticket.id);
        else kept.set(ticket.ticket.id, text);
      }
    }

    async function readTickets(): Promise<void> {
      for (let left = READS; left > 0; left -= 1) {
        const known = [...kept];
        const [id, text] = known[Math.floor(Math.random() * known.length)] ?? ["nobody", undefined];
        const record = await store.tickets.load({ id });
        counts.read += 1;
        if (record?.text.errors[0]?.text !== text) counts.wrong += 1;
      }
    }

    /** Answers that would be noticed if they were another statement's. */
    async function echo(): Promise<void> {
      for (let left = READS; left > 0; left -= 1) {
        const [number, word] = [Math.floor(Math.random() * 1e9), randomUUID()];
        const { rows } = await database.pool.query("select $1::integer as number, $2::text as word", [number, word]);
        counts.read += 1;
        if (rows[0]?.number !== number || rows[0]?.word !== word) counts.wrong += 1;
      }
    }

    await Promise.all([fileTickets(), fileTickets(), readTickets(), readTickets(), echo()]);
    await jobs.stop();

    expect(counts).toEqual({ read: 3 * READS, wrong: 0 });
    expect([kept.size, undone.length]).toEqual([2 * TICKETS - 6, 6]);
    const { rows } = await database.pool.query("select id from tickets where team_id = $1", [teamId]);
    expect(rows.map(({ id }) => id).sort()).toEqual([...kept.keys()].sort());
    for (const [id, text] of kept) expect((await store.tickets.load({ id }))?.text.errors[0]?.text).toBe(text);
    const queued = await database.pool.query("select data->>'ticketId' as id from pgboss.job where name = 'step_due'");
    expect(queued.rows.map(({ id }) => id).sort()).toEqual([...kept.keys()].sort());
    expect([...worked].filter((id) => undone.includes(id))).toEqual([]);
  }, 60_000);
});
