import { beforeEach, expect, it } from "vitest";
import { SECOND } from "../../src/domain/time.ts";
import { countNotices } from "../../src/store/count-notices.ts";
import { describeOnEachDatabase } from "../support/databases.ts";
import type { Opened } from "../support/open-store.ts";
import { aNewTicket, aNotice, NO_PACE, NOW, sentAs } from "./builders.ts";

describeOnEachDatabase("the count of notices", (open) => {
  let opened: Opened;

  beforeEach(async () => {
    opened = await open();
    await opened.database.pool.query("delete from notices");
  });

  const count = () => countNotices(opened.database.pool);
  const sixMinutesPass = () =>
    opened.database.pool.query("update notices set wanted_at = wanted_at - interval '6 minutes'");

  /** A ticket of now with its card; what was tried ended like this. */
  async function aCard(failed?: { state: "pending" | "refused"; because: string }): Promise<string> {
    const { store } = opened;
    const { ticket, ...rest } = aNewTicket();
    await store.tickets.file({ ...rest, ticket });
    const card = aNotice({ ticketId: ticket.id });
    await store.notices.add([card]);
    if (failed !== undefined) await fail(card.id, failed);
    return ticket.id;
  }

  async function fail(id: string, failed: { state: "pending" | "refused"; because: string }): Promise<void> {
    const { notices } = opened.store;
    await notices.lease({ holder: "one", now: NOW, leaseMs: SECOND, limit: 100, paces: NO_PACE });
    await notices.recordFailed(id, "one", failed);
  }

  it("is nothing when Slack shows what is wanted", async () => {
    const ticketId = await aCard();
    const { notices } = opened.store;
    const [card] = await notices.lease({ holder: "one", now: NOW, leaseMs: SECOND, limit: 1, paces: NO_PACE });
    await notices.recordSent(card?.id ?? "", "one", sentAs("1.2", 1));
    expect((await notices.forTicket(ticketId))[0]?.ts).toBe("1.2");
    await sixMinutesPass();
    expect(await count()).toEqual({ waiting: 0, waitingLong: {}, refused: {}, refusedOfResolved: 0 });
  });

  it("says how many wait, and of these how many since minutes and why", async () => {
    await aCard();
    await aCard({ state: "pending", because: "no_answer" });
    expect(await count()).toMatchObject({ waiting: 2, waitingLong: {} });
    await sixMinutesPass();
    expect(await count()).toMatchObject({ waiting: 2, waitingLong: { "not tried": 1, no_answer: 1 } });
  });

  it("takes what is wanted anew for new, unless it was late before", async () => {
    const ticketId = await aCard();
    const { notices } = opened.store;
    await sixMinutesPass();
    await notices.want(ticketId, 2);
    expect(await count()).toMatchObject({ waiting: 1, waitingLong: { "not tried": 1 } });
    const [card] = await notices.lease({ holder: "one", now: NOW, leaseMs: SECOND, limit: 1, paces: NO_PACE });
    await notices.recordSent(card?.id ?? "", "one", sentAs("1.2", 2));
    await notices.want(ticketId, 3);
    expect(await count()).toMatchObject({ waiting: 1, waitingLong: {} });
  });

  it("tells refusals by Slack's word, and the ones of resolved tickets apart", async () => {
    await aCard({ state: "refused", because: "not_in_channel" });
    await aCard({ state: "refused", because: "not_in_channel" });
    const resolved = await aCard({ state: "refused", because: "is_archived" });
    await opened.database.pool.query("update tickets set status = 'resolved' where id = $1", [resolved]);
    expect(await count()).toEqual({
      waiting: 0,
      waitingLong: {},
      refused: { not_in_channel: 2 },
      refusedOfResolved: 1,
    });
  });
});
