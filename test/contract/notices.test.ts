import { expect, it } from "vitest";
import type { Notice, Store } from "../../src/app/ports/store.ts";
import { plus, SECOND } from "../../src/domain/time.ts";
import { aNewTicket, aNotice, NOW } from "../store/builders.ts";
import { describeOnEachDatabase } from "../support/databases.ts";

const lease = (store: Store, over: Partial<Parameters<Store["notices"]["lease"]>[0]> = {}) =>
  store.notices.lease({ holder: "one", now: NOW, leaseMs: 10 * SECOND, limit: 10, ...over });
const ids = (notices: readonly Notice[]) => notices.map(({ id }) => id);

describeOnEachDatabase("notices", (open) => {
  it("a notice starts pending, behind what is wanted", async () => {
    const { store } = await open();
    const notice = aNotice({ body: { says: "taken" }, kind: "notice" });
    await store.notices.add([notice]);
    expect(await store.notices.load(notice.id)).toEqual({
      ...notice,
      sentRevision: 0,
      ts: null,
      state: "pending",
      refusedBecause: null,
    });
  });

  it("adding the same notice, or a second card of a ticket, changes nothing", async () => {
    const { store } = await open();
    const ticket = aNewTicket();
    await store.tickets.file(ticket);
    const card = aNotice({ ticketId: ticket.ticket.id });
    await store.notices.add([card]);
    await store.notices.add([{ ...card, channel: "CELSEWHERE" }, aNotice({ ticketId: ticket.ticket.id })]);
    expect(ids(await store.notices.forTicket(ticket.ticket.id))).toEqual([card.id]);
    expect((await store.notices.load(card.id))?.channel).toBe("CSUPPORT");
  });

  it("a leased notice is nobody else's until the lease runs out", async () => {
    const { store } = await open();
    const notice = aNotice();
    await store.notices.add([notice]);

    expect(await lease(store)).toMatchObject([{ id: notice.id, state: "pending" }]);
    expect(await lease(store, { holder: "two", now: plus(NOW, 9 * SECOND) })).toEqual([]);
    expect(await lease(store, { holder: "two", now: plus(NOW, 10 * SECOND) })).toMatchObject([{ id: notice.id }]);
  });

  it("no lease lasts longer than ten seconds", async () => {
    const { store } = await open();
    await store.notices.add([aNotice()]);
    await lease(store, { leaseMs: 3600 * SECOND });
    expect(await lease(store, { holder: "two", now: plus(NOW, 10 * SECOND) })).toHaveLength(1);
  });

  it("a lease that ran out while sending leaves it unknown whether the message is there", async () => {
    const { store } = await open();
    await store.notices.add([aNotice()]);
    await lease(store);
    const [again] = await lease(store, { holder: "two", now: plus(NOW, 11 * SECOND) });
    expect(again?.state).toBe("unknown");
  });

  it("twenty publishers at once share out forty notices without overlap", async () => {
    const { store } = await open();
    const notices = Array.from({ length: 40 }, () => aNotice());
    await store.notices.add(notices);

    const leased = await Promise.all(
      Array.from({ length: 20 }, (_, index) => lease(store, { holder: `p${index}`, limit: 3 })),
    );

    const taken = leased.flatMap(ids);
    expect(new Set(taken).size).toBe(taken.length);
    expect(taken.length).toBe(40);
  });

  it("a reply waits until its parent is posted", async () => {
    const { store } = await open();
    const card = aNotice();
    const reply = aNotice({ kind: "notice", parentId: card.id, body: { says: "taken" } });
    await store.notices.add([card, reply]);

    expect(ids(await lease(store))).toEqual([card.id]);
    await store.notices.recordSent(card.id, "one", { ts: "1700000000.000100", revision: 1 });
    expect(ids(await lease(store))).toEqual([reply.id]);
  });

  it("what was sent is remembered, and wanted again only when it changes", async () => {
    const { store } = await open();
    const { ticket } = aNewTicket();
    await store.tickets.file(aNewTicket({ ticket }));
    const card = aNotice({ ticketId: ticket.id });
    const checklist = aNotice({ ticketId: ticket.id, kind: "checklist", parentId: card.id });
    await store.notices.add([card, checklist]);
    await lease(store);
    await store.notices.recordSent(card.id, "one", { ts: "1700000000.000100", revision: 1 });
    expect(await store.notices.load(card.id)).toMatchObject({
      state: "sent",
      sentRevision: 1,
      ts: "1700000000.000100",
    });
    await lease(store);
    await store.notices.recordSent(checklist.id, "one", { ts: "1700000000.000200", revision: 1 });
    expect(await lease(store)).toEqual([]);

    await store.notices.want(ticket.id, 3);

    expect(await lease(store)).toMatchObject([
      { id: card.id, wantedRevision: 3, state: "sent", ts: "1700000000.000100" },
      { id: checklist.id, wantedRevision: 3 },
    ]);
  });

  it("the wanted revision never goes back", async () => {
    const { store } = await open();
    const { ticket } = aNewTicket();
    await store.tickets.file(aNewTicket({ ticket }));
    const card = aNotice({ ticketId: ticket.id });
    await store.notices.add([card]);
    await store.notices.want(ticket.id, 5);
    await store.notices.want(ticket.id, 4);
    expect((await store.notices.load(card.id))?.wantedRevision).toBe(5);
  });

  it("an older revision that arrives late does not take back a newer one", async () => {
    const { store } = await open();
    const card = aNotice({ wantedRevision: 3 });
    await store.notices.add([card]);
    await lease(store);
    await store.notices.recordSent(card.id, "one", { ts: "1.1", revision: 3 });
    await lease(store);
    await store.notices.recordSent(card.id, "one", { ts: "1.0", revision: 2 });
    expect(await store.notices.load(card.id)).toMatchObject({ sentRevision: 3, ts: "1.1" });
  });

  it("who lost the lease records nothing", async () => {
    const { store } = await open();
    const card = aNotice();
    await store.notices.add([card]);
    await lease(store);
    await lease(store, { holder: "two", now: plus(NOW, 11 * SECOND) });

    await store.notices.recordSent(card.id, "one", { ts: "1.0", revision: 1 });
    await store.notices.recordFailed(card.id, "one", { state: "refused", because: "channel_not_found" });

    expect(await store.notices.load(card.id)).toMatchObject({ ts: null, sentRevision: 0, state: "sending" });
  });

  it("a failure says when to try again", async () => {
    const { store } = await open();
    const card = aNotice();
    await store.notices.add([card]);
    await lease(store);
    const notBefore = plus(NOW, 30 * SECOND);
    await store.notices.recordFailed(card.id, "one", { state: "unknown", because: "timed out", notBefore });

    expect(await lease(store, { now: plus(NOW, 29 * SECOND) })).toEqual([]);
    expect(await lease(store, { now: notBefore })).toMatchObject([{ id: card.id, state: "unknown" }]);
  });

  it("a refused notice rests until there is something new to show", async () => {
    const { store } = await open();
    const { ticket } = aNewTicket();
    await store.tickets.file(aNewTicket({ ticket }));
    const card = aNotice({ ticketId: ticket.id });
    await store.notices.add([card]);
    await lease(store);
    await store.notices.recordFailed(card.id, "one", { state: "refused", because: "is_archived" });
    expect(await lease(store, { now: plus(NOW, 3600 * SECOND) })).toEqual([]);
    expect(await store.notices.load(card.id)).toMatchObject({ state: "refused", refusedBecause: "is_archived" });

    await store.notices.want(ticket.id, 2);

    expect(await lease(store)).toMatchObject([{ id: card.id, state: "pending" }]);
    await store.notices.recordSent(card.id, "one", { ts: "1.0", revision: 2 });
    expect(await store.notices.load(card.id)).toMatchObject({ state: "sent", refusedBecause: null });
  });

  it("the publisher is woken after a commit that left notices behind, and not after a rollback", async () => {
    let woken = 0;
    const { store } = await open({ onNoticesWanted: () => (woken += 1) });
    await store.transact(async (tx) => {
      await tx.notices.add([aNotice(), aNotice()]);
      await tx.notices.add([aNotice()]);
      expect(woken).toBe(0);
    });
    expect(woken).toBe(1);
    const failing = store.transact(async (tx) => {
      await tx.notices.add([aNotice()]);
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(woken).toBe(1);
  });
});
