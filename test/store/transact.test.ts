import { expect, it } from "vitest";
import { describeOnEachDatabase } from "../support/databases.ts";
import { aNewTicket, aNotice } from "./builders.ts";

const LEFT = /use only what it hands over/;
const ENDED = /already committed|has ended/;

describeOnEachDatabase("a transaction", (open) => {
  it("keeps everything or nothing", async () => {
    const { store } = await open();
    const ticket = aNewTicket();
    const notice = aNotice({ ticketId: ticket.ticket.id });

    const failing = store.transact(async (tx) => {
      await tx.tickets.file(ticket);
      await tx.notices.add([notice]);
      throw new Error("Slack said no");
    });

    await expect(failing).rejects.toThrow("Slack said no");
    expect(await store.tickets.load({ id: ticket.ticket.id })).toBeUndefined();
    expect(await store.notices.load(notice.id)).toBeUndefined();
  });

  it("refuses the outer stores, the outer queue, the pool and another transaction inside", async () => {
    const { store, jobs, database } = await open();
    await store.transact(async () => {
      await expect(store.tickets.load({ ref: "WL-1" })).rejects.toThrow(LEFT);
      await expect(store.drafts.load("x")).rejects.toThrow(LEFT);
      await expect(store.jobs.enqueue("purge", {})).rejects.toThrow(LEFT);
      await expect(jobs.queue.enqueue("purge", {})).rejects.toThrow(LEFT);
      await expect(store.transact(async () => undefined)).rejects.toThrow(LEFT);
      await expect(store.ping()).rejects.toThrow(LEFT);
      await expect(database.pool.query("select 1")).rejects.toThrow(LEFT);
    });
    await store.ping();
  });

  it("lets go of its mark when it ends, also for work it started", async () => {
    const { store } = await open();
    let later: Promise<void> | undefined;
    let finish = () => {};
    await store.transact(async () => {
      later = new Promise<void>((resolve) => {
        finish = resolve;
      }).then(() => store.ping());
    });
    finish();
    await later;
  });

  it("refuses what it handed over once it has ended", async () => {
    const { store } = await open();
    const escaped = await store.transact(async (tx) => tx);
    await expect(escaped.tickets.list({ limit: 1 })).rejects.toThrow(ENDED);
    await expect(escaped.jobs.enqueue("purge", {})).rejects.toThrow(ENDED);
  });

  it("does not acknowledge a commit when a failed statement was swallowed", async () => {
    const { store, database } = await open();
    const ticket = aNewTicket();
    await store.tickets.file(ticket);
    const swallowing = store.transact(async (tx) => {
      const twice = { ...aNewTicket(), ticket: ticket.ticket };
      await tx.tickets.file(twice).catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow("was rolled back");
    expect((await database.pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });

  it("leaves a usable connection behind after a text of several statements failed half-way", async () => {
    const { database } = await open();
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await expect(database.pool.query("begin; select 1/0; commit;")).rejects.toThrow("division by zero");
      expect((await database.pool.query("select 2 as two")).rows).toEqual([{ two: 2 }]);
    }
  });

  it("wakes the publisher from outside, where the store may be used", async () => {
    let woken: Promise<unknown> | undefined;
    const opened = await open({
      onNoticesWanted: () => {
        woken = opened.store.ping();
      },
    });
    await opened.store.transact((tx) => tx.notices.add([aNotice()]));
    await woken;
    expect(woken).toBeDefined();
  });
});
