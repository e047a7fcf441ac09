import { beforeEach, expect, it } from "vitest";
import type { Durations } from "../../src/app/ports/metrics.ts";
import type { Outcome } from "../../src/domain/ticket/ticket.ts";
import { HOUR, plus, SECOND } from "../../src/domain/time.ts";
import { readCounts } from "../../src/store/read-counts.ts";
import { describeOnEachDatabase } from "../support/databases.ts";
import type { Opened } from "../support/open-store.ts";
import { aNewTicket, aNotice, NOW } from "./builders.ts";

describeOnEachDatabase("what is counted for the metrics", (open) => {
  let opened: Opened;

  beforeEach(async () => {
    opened = await open();
    await opened.database.pool.query("delete from notices");
    await opened.database.pool.query("update tickets set status = 'resolved', outcome = 'duplicate'");
  });

  const read = () => readCounts(opened.database.pool);
  const query = (sql: string, values: readonly unknown[] = []) => opened.database.pool.query(sql, values);

  async function aTicket(): Promise<string> {
    const { ticket, ...rest } = aNewTicket();
    await opened.store.tickets.file({ ...rest, ticket });
    return ticket.id;
  }

  it("is zero, and not missing, where nothing waits", async () => {
    expect(await read()).toMatchObject({
      notices: { pending: 0, sending: 0, sent: 0, unknown: 0 },
      oldestWaitSeconds: 0,
      noticesRefused: 0,
      unfinished: 0,
      ticketsOpen: { open: 0, in_progress: 0, waiting_on_meta: 0 },
    });
  });

  it("has the messages that Slack does not show yet, by state, and for how long the oldest waits", async () => {
    const { notices } = opened.store;
    const [waits, shown] = [aNotice({ ticketId: await aTicket() }), aNotice({ ticketId: await aTicket() })];
    await notices.add([waits, shown]);
    await query("update notices set wanted_at = now() - interval '90 seconds' where id = $1", [waits.id]);
    expect((await read()).notices).toMatchObject({ pending: 2 });
    await query("update notices set sent_revision = wanted_revision, state = 'sent' where id = $1", [shown.id]);
    const { notices: waiting, oldestWaitSeconds } = await read();
    expect(waiting).toMatchObject({ pending: 1, sent: 0 });
    expect(oldestWaitSeconds).toBeGreaterThanOrEqual(90);
  });

  it("has the messages that Slack refused, unless their ticket is resolved", async () => {
    const [open, resolved] = [await aTicket(), await aTicket()];
    await opened.store.notices.add([aNotice({ ticketId: open }), aNotice({ ticketId: resolved })]);
    await query("update notices set state = 'refused'");
    await query("update tickets set status = 'resolved' where id = $1", [resolved]);
    expect(await read()).toMatchObject({ noticesRefused: 1, notices: { pending: 0 }, oldestWaitSeconds: 0 });
  });

  it("has the events whose handling has not ended", async () => {
    const { deliveries } = opened.store;
    await deliveries.keep("Ev1", { work: "{}", at: NOW, until: plus(NOW, 30 * SECOND) });
    expect((await read()).unfinished).toBe(1);
    await deliveries.finish("Ev1");
    expect((await read()).unfinished).toBe(0);
  });

  it("has open tickets by status", async () => {
    await aTicket();
    await query("update tickets set status = 'waiting_on_meta' where id = $1", [await aTicket()]);
    expect((await read()).ticketsOpen).toMatchObject({ open: 1, waiting_on_meta: 1, in_progress: 0 });
  });

  it("has how long numbers took to send again, since first seen and since filed, and no other outcome", async () => {
    const before = (await read()).sendAgain;
    await aResolved("recovered", { firstSeen: -6, filed: -1 });
    await aResolved("recovered", { firstSeen: -1_000, filed: -2 });
    await aResolved("handed_over", { firstSeen: -6, filed: -1 });
    const { first_seen, filed } = (await read()).sendAgain;
    const more = (hours: number, since: "first_seen" | "filed") =>
      upTo(hours, { first_seen, filed }[since]) - upTo(hours, before[since]);
    expect([4, 12, 720].map((hours) => more(hours, "first_seen"))).toEqual([0, 1, 1]);
    expect([1, 4].map((hours) => more(hours, "filed"))).toEqual([1, 2]);
    expect(first_seen.count - before.first_seen.count).toBe(2);
    expect(filed.sumSeconds - before.filed.sumSeconds).toBe((3 * HOUR) / SECOND);
  });

  it("does not take back what it counted when a ticket is reopened", async () => {
    const id = await aResolved("recovered", { firstSeen: -6, filed: -1 });
    const before = (await read()).sendAgain.filed.count;
    await query("update tickets set status = 'in_progress', outcome = null, resolved_at = null where id = $1", [id]);
    expect((await read()).sendAgain.filed.count).toBe(before);
  });

  const upTo = (hours: number, { upTo }: Durations) =>
    upTo.find(({ seconds }) => seconds === (hours * HOUR) / SECOND)?.count ?? Number.NaN;

  /** A ticket resolved now; first seen and filed so many hours from now. */
  async function aResolved(outcome: Outcome, at: { firstSeen: number; filed: number }): Promise<string> {
    const id = await aTicket();
    const record = await opened.store.tickets.load({ id });
    if (record === undefined) throw new Error("It was not filed.");
    const { ticket } = record;
    const resolved = {
      ...ticket,
      status: "resolved",
      outcome,
      resolvedAt: NOW,
      revision: ticket.revision + 1,
    } as const;
    await opened.store.tickets.save({ ...record, ticket: resolved }, [
      { type: "resolved", outcome, by: "U1", at: NOW },
    ]);
    const [firstSeen, filed] = [at.firstSeen, at.filed].map((hours) => plus(NOW, hours * HOUR));
    await query("update tickets set first_seen_at = $2, created_at = $3 where id = $1", [id, firstSeen, filed]);
    return id;
  }
});
