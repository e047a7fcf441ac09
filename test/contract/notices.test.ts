import { expect, it } from "vitest";
import type { Notice, Store } from "../../src/app/ports/store.ts";
import { plus, SECOND } from "../../src/domain/time.ts";
import { aNewTicket, aNotice, NO_PACE, NOW, sentAs } from "../store/builders.ts";
import { describeOnEachDatabase } from "../support/databases.ts";

const lease = (store: Store, over: Partial<Parameters<Store["notices"]["lease"]>[0]> = {}) =>
  store.notices.lease({ holder: "one", now: NOW, leaseMs: 10 * SECOND, limit: 10, paces: NO_PACE, ...over });
const ids = (notices: readonly Notice[]) => notices.map(({ id }) => id);

describeOnEachDatabase("notices", (open) => {
  it("a notice starts pending, behind what is wanted", async () => {
    const { store } = await open();
    const notice = aNotice({ body: { says: "taken" }, kind: "notice" });
    await store.notices.add([notice]);
    expect(await store.notices.load(notice.id)).toEqual({
      ...notice,
      wantedAt: expect.stringMatching(/^20/),
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
    await store.notices.recordSent(card.id, "one", sentAs("1700000000.000100", 1));
    expect(ids(await lease(store))).toEqual([reply.id]);
  });

  it("what was sent says how long it was wanted, once Slack shows all of it", async () => {
    const { store, database } = await open();
    const { ticket } = aNewTicket();
    await store.tickets.file(aNewTicket({ ticket }));
    const card = aNotice({ ticketId: ticket.id });
    await store.notices.add([card]);
    await database.pool.query("update notices set wanted_at = now() - interval '90 seconds' where id = $1", [card.id]);
    await store.notices.want(ticket.id, 2);
    await lease(store);
    expect(await store.notices.recordSent(card.id, "one", sentAs("1.1", 1))).toEqual({ ts: "1.1" });
    await lease(store);
    const shown = await store.notices.recordSent(card.id, "one", sentAs("1.1", 2));
    expect(shown?.lagMs).toBeGreaterThanOrEqual(90_000);
  });

  it("what was sent is remembered, and wanted again only when it changes", async () => {
    const { store } = await open();
    const { ticket } = aNewTicket();
    await store.tickets.file(aNewTicket({ ticket }));
    const card = aNotice({ ticketId: ticket.id });
    const checklist = aNotice({ ticketId: ticket.id, kind: "checklist", parentId: card.id });
    await store.notices.add([card, checklist]);
    await lease(store);
    await store.notices.recordSent(card.id, "one", sentAs("1700000000.000100", 1));
    expect(await store.notices.load(card.id)).toMatchObject({
      state: "sent",
      sentRevision: 1,
      ts: "1700000000.000100",
    });
    await lease(store);
    await store.notices.recordSent(checklist.id, "one", sentAs("1700000000.000200", 1));
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
    await store.notices.recordSent(card.id, "one", sentAs("1.1", 3));
    await store.notices.recordSent(card.id, "one", sentAs("1.0", 2));
    expect(await store.notices.load(card.id)).toMatchObject({ sentRevision: 3, ts: "1.1" });
  });

  it("an update by who lost the lease may have come last, so the newer one is sent once more", async () => {
    const { store } = await open();
    const { ticket } = aNewTicket();
    await store.tickets.file(aNewTicket({ ticket }));
    const card = aNotice({ ticketId: ticket.id });
    await store.notices.add([card]);
    await lease(store);
    await store.notices.recordSent(card.id, "one", sentAs("1.1", 1));
    await store.notices.want(ticket.id, 2);
    await lease(store, { holder: "slow" });
    await store.notices.want(ticket.id, 3);
    await lease(store, { holder: "two", now: plus(NOW, 11 * SECOND) });
    await store.notices.recordSent(card.id, "two", sentAs("1.1", 3));

    expect(await store.notices.recordSent(card.id, "slow", sentAs("1.1", 2))).toMatchObject({ ts: "1.1" });
    expect(await lease(store, { now: plus(NOW, 20 * SECOND) })).toMatchObject([{ id: card.id, wantedRevision: 3 }]);
  });

  it("of two messages posted for one notice the first recorded stands, whoever has the lease", async () => {
    const { store } = await open();
    const card = aNotice();
    await store.notices.add([card]);
    await lease(store);
    await lease(store, { holder: "two", now: plus(NOW, 11 * SECOND) });

    expect(await store.notices.recordSent(card.id, "one", sentAs("1.0", 1))).toMatchObject({ ts: "1.0" });
    expect(await store.notices.recordSent(card.id, "two", sentAs("1.1", 1))).toMatchObject({ ts: "1.0" });
    expect(await store.notices.load(card.id)).toMatchObject({ ts: "1.0", sentRevision: 1, state: "sent" });
  });

  it("who lost the lease records no failure and cannot renew it", async () => {
    const { store } = await open();
    const card = aNotice();
    await store.notices.add([card]);
    await lease(store);
    await lease(store, { holder: "two", now: plus(NOW, 11 * SECOND) });

    await store.notices.recordFailed(card.id, "one", { state: "refused", because: "channel_not_found" });
    expect(await store.notices.renew(card.id, "one", plus(NOW, 60 * SECOND))).toBe(false);

    expect(await store.notices.load(card.id)).toMatchObject({ ts: null, sentRevision: 0, state: "sending" });
    expect(await store.notices.renew(card.id, "two", plus(NOW, 60 * SECOND))).toBe(true);
    expect(await lease(store, { now: plus(NOW, 59 * SECOND) })).toEqual([]);
  });

  it("a direct message stands where Slack says it does", async () => {
    const { store } = await open();
    const notice = aNotice({ kind: "trouble", channel: "U0ANA", body: { because: "is_archived" } });
    await store.notices.add([notice]);
    await lease(store);
    await store.notices.recordSent(notice.id, "one", sentAs("1.0", 1, { channel: "D0ANA" }));
    expect(await store.notices.load(notice.id)).toMatchObject({ channel: "D0ANA", ts: "1.0" });
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

    // Before the refusal it may have arrived after all.
    expect(await lease(store)).toMatchObject([{ id: card.id, state: "unknown" }]);
    await store.notices.recordSent(card.id, "one", sentAs("1.0", 2));
    expect(await store.notices.load(card.id)).toMatchObject({ state: "sent", refusedBecause: null });
  });

  it("refusals of one channel, or all, get another try", async () => {
    const { store } = await open();
    const [here, there] = [aNotice(), aNotice({ channel: "CELSEWHERE" })];
    await store.notices.add([here, there]);
    await lease(store);
    for (const { id } of [here, there]) {
      await store.notices.recordFailed(id, "one", { state: "refused", because: "is_archived" });
    }
    expect(await store.notices.retryRefused("CELSEWHERE")).toBe(1);
    expect(ids(await lease(store))).toEqual([there.id]);
    expect(await store.notices.retryRefused()).toBe(1);
    expect(ids(await lease(store))).toEqual([here.id]);
  });

  it("one refusal of each channel is tried as a probe, and in time every one of them", async () => {
    const { store } = await open();
    const here = [aNotice(), aNotice(), aNotice()];
    const there = aNotice({ channel: "CELSEWHERE" });
    await store.notices.add([...here, there]);
    const tried = new Set<string>();
    for (let round = 0; round < 60 && tried.size < 4; round++) {
      for (const { id } of await lease(store)) {
        if (round > 0) tried.add(id);
        await store.notices.recordFailed(id, "one", { state: "refused", because: "is_archived" });
      }
      expect(await store.notices.probeRefused()).toBe(2);
    }
    expect(tried).toEqual(new Set([...here, there].map(({ id }) => id)));
  });

  it("a message found in Slack is remembered, although changing it is refused", async () => {
    const { store } = await open();
    const card = aNotice();
    await store.notices.add([card]);
    await lease(store);
    await store.notices.recordFailed(card.id, "one", { state: "refused", because: "edit_window_closed", ts: "1.0" });
    expect(await store.notices.load(card.id)).toMatchObject({ ts: "1.0", state: "refused" });
  });

  it("what is sent may change again only after its pause", async () => {
    const { store } = await open();
    const { ticket } = aNewTicket();
    await store.tickets.file(aNewTicket({ ticket }));
    const card = aNotice({ ticketId: ticket.id });
    await store.notices.add([card]);
    await lease(store);
    await store.notices.recordSent(card.id, "one", sentAs("1.0", 1, { notBefore: plus(NOW, SECOND) }));
    await store.notices.want(ticket.id, 2);
    await store.notices.want(ticket.id, 3);
    expect(await lease(store)).toEqual([]);
    expect(await lease(store, { now: plus(NOW, SECOND) })).toMatchObject([{ id: card.id, wantedRevision: 3 }]);
  });

  const SLOW = { post: { everyMs: SECOND, burst: 2 }, update: { everyMs: SECOND, burst: 1 } };
  const paced = (store: Store, seconds: number, holder = "one") =>
    lease(store, { holder, now: plus(NOW, seconds * SECOND), paces: SLOW });

  it("a channel's new messages go out at its pace, one that waits longest first, and no other channel waits", async () => {
    const { store } = await open();
    const here = Array.from({ length: 5 }, () => aNotice());
    for (const notice of here) await store.notices.add([notice]);
    const there = aNotice({ channel: "CELSEWHERE" });
    await store.notices.add([there]);

    expect(ids(await paced(store, 0))).toEqual([here[0]?.id, here[1]?.id, there.id]);
    expect(await paced(store, 0.9, "two")).toEqual([]);
    expect(ids(await paced(store, 1, "two"))).toEqual([here[2]?.id]);
    expect(ids(await paced(store, 5))).toEqual([here[3]?.id, here[4]?.id]);
  });

  it("updates have a pace of their own", async () => {
    const { store } = await open();
    const { ticket } = aNewTicket();
    await store.tickets.file(aNewTicket({ ticket }));
    const card = aNotice({ ticketId: ticket.id });
    await store.notices.add([card]);
    await paced(store, 0);
    await store.notices.recordSent(card.id, "one", sentAs("1.0", 1));
    await store.notices.want(ticket.id, 2);
    await store.notices.add([aNotice(), aNotice(), aNotice()]);
    const leased = await paced(store, 0);
    expect(leased.map(({ ts }) => ts).sort()).toEqual(["1.0", null]);
  });

  it("while Slack holds a channel nothing of that kind goes there, and everything else goes on", async () => {
    const { store } = await open();
    const [here, there] = [aNotice(), aNotice({ channel: "CELSEWHERE" })];
    await store.notices.add([here, there]);
    await store.notices.hold("CSUPPORT", "post", plus(NOW, 30 * SECOND));
    await store.notices.hold("CSUPPORT", "post", plus(NOW, 10 * SECOND));

    expect(await store.notices.heldUntil("CSUPPORT", NOW)).toBe(plus(NOW, 30 * SECOND));
    expect(await store.notices.heldUntil("CELSEWHERE", NOW)).toBeUndefined();
    expect(ids(await lease(store, { now: plus(NOW, 29 * SECOND) }))).toEqual([there.id]);
    expect(ids(await lease(store, { now: plus(NOW, 30 * SECOND) }))).toEqual([here.id]);
    expect(await store.notices.heldUntil("CSUPPORT", plus(NOW, 30 * SECOND))).toBeUndefined();
  });

  it("a card that said something is still to come is drawn once more when nothing is", async () => {
    const { store, database } = await open();
    const { ticket } = aNewTicket();
    await store.tickets.file(aNewTicket({ ticket }));
    const card = aNotice({ ticketId: ticket.id });
    const line = aNotice({ ticketId: ticket.id, kind: "notice", parentId: card.id, body: { says: "taken" } });
    await store.notices.add([card, line]);
    expect(await store.notices.countLate(ticket.id, card.id)).toBe(0);
    await database.pool.query("update notices set wanted_at = wanted_at - interval '6 seconds' where id = $1", [
      line.id,
    ]);
    expect(await store.notices.countLate(ticket.id, card.id)).toBe(1);

    await lease(store);
    await store.notices.recordSent(card.id, "one", sentAs("1.0", 1, { pendingShown: 1 }));
    expect(ids(await lease(store))).toEqual([line.id]);
    await store.notices.recordSent(line.id, "one", sentAs("1.1", 1));
    expect(ids(await lease(store))).toEqual([card.id]);
    await store.notices.recordSent(card.id, "one", sentAs("1.0", 1));
    expect(await lease(store)).toEqual([]);
  });

  it("that card is drawn once more also when it and what was to come are recorded at once", async () => {
    const { store } = await open();
    const { ticket } = aNewTicket();
    await store.tickets.file(aNewTicket({ ticket }));
    const card = aNotice({ ticketId: ticket.id });
    const lines = Array.from({ length: 5 }, () => aNotice({ ticketId: ticket.id, kind: "notice" }));
    await store.notices.add([card, ...lines]);
    await lease(store);
    await Promise.all([
      ...lines.map(({ id }, at) => store.notices.recordSent(id, "one", sentAs(`1.${at + 1}`, 1))),
      store.notices.recordSent(card.id, "one", sentAs("1.0", 1, { pendingShown: 5 })),
    ]);
    expect(ids(await lease(store))).toEqual([card.id]);
  });

  it("what replaces a notice is shown in its place", async () => {
    const { store } = await open();
    const trouble = aNotice({ kind: "trouble", channel: "U0ANA", body: { because: "is_archived" } });
    await store.notices.replace(trouble);
    await lease(store);
    await store.notices.recordSent(trouble.id, "one", sentAs("1.0", 1, { channel: "D0ANA" }));
    await store.notices.replace({ ...trouble, body: { because: null } });
    expect(await lease(store)).toMatchObject([
      { id: trouble.id, ts: "1.0", channel: "D0ANA", wantedRevision: 2, body: { because: null } },
    ]);
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
