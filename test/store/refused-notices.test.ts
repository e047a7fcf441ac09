import { beforeEach, expect, it } from "vitest";
import { plus, SECOND } from "../../src/domain/time.ts";
import { listRefused, retryRefused } from "../../src/store/refused-notices.ts";
import { describeOnEachDatabase } from "../support/databases.ts";
import type { Opened } from "../support/open-store.ts";
import { aNewTicket, aNotice, NO_PACE, NOW, sentAs } from "./builders.ts";

describeOnEachDatabase("messages that Slack refused", (open) => {
  let opened: Opened;

  beforeEach(async () => {
    opened = await open();
    await opened.database.pool.query("delete from notices");
  });

  const lease = () =>
    opened.store.notices.lease({ holder: "one", now: NOW, leaseMs: SECOND, limit: 10, paces: NO_PACE });
  const list = () => listRefused(opened.database.pool, 10);
  const retry = (which: "all" | readonly string[]) => retryRefused(opened.database.pool, which);

  /** A card that was tried and refused. */
  async function aRefused(because = "is_archived"): Promise<{ id: string; ticketId: string }> {
    const { ticket, ...rest } = aNewTicket();
    await opened.store.tickets.file({ ...rest, ticket });
    const card = aNotice({ ticketId: ticket.id });
    await opened.store.notices.add([card]);
    await lease();
    await opened.store.notices.recordFailed(card.id, "one", { state: "refused", because });
    return { id: card.id, ticketId: ticket.id };
  }

  it("are listed with their ticket, where they belong and Slack's word", async () => {
    const { id } = await aRefused();
    expect(await list()).toEqual([
      {
        id,
        kind: "card",
        ticket: expect.stringMatching(/^WL-\d+$/),
        channel: expect.any(String),
        because: "is_archived",
        since: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    ]);
  });

  it("are published again when somebody says so, and the others are left", async () => {
    const [one, other] = [await aRefused(), await aRefused()];
    expect(await lease()).toEqual([]);
    expect(await retry([one.id, "nobody's"])).toEqual([one.id]);
    expect((await lease()).map(({ id }) => id)).toEqual([one.id]);
    expect((await list()).map(({ id }) => id)).toEqual([other.id]);
    expect(await retry("all")).toEqual([other.id]);
    expect(await retry("all")).toEqual([]);
  });

  it("are looked up before they are posted, since an attempt before the refusal may have arrived", async () => {
    const { id } = await aRefused();
    await retry([id]);
    expect(await lease()).toMatchObject([{ id, state: "unknown", ts: null }]);
  });

  it("that Slack shows in an older state are updated in place", async () => {
    const { id, ticketId } = await aRefused();
    await retry("all");
    await lease();
    await opened.store.notices.recordSent(id, "one", sentAs("1.1", 1));
    await opened.store.notices.want(ticketId, 2);
    await opened.store.notices.lease({
      holder: "one",
      now: plus(NOW, SECOND),
      leaseMs: SECOND,
      limit: 10,
      paces: NO_PACE,
    });
    await opened.store.notices.recordFailed(id, "one", { state: "refused", because: "cant_update_message" });
    expect(await retry("all")).toEqual([id]);
    expect(await lease()).toMatchObject([{ id, state: "sent", ts: "1.1" }]);
  });
});
