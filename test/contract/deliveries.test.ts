import { expect, it } from "vitest";
import { plus, SECOND } from "../../src/domain/time.ts";
import { NOW } from "../store/builders.ts";
import { describeOnEachDatabase } from "../support/databases.ts";

const UNTIL = plus(NOW, 30 * SECOND);
const WORK = { work: '{"event":{"text":"my token is a secret"}}', at: NOW, until: UNTIL };

describeOnEachDatabase("deliveries", (open) => {
  it("a request is taken on once", async () => {
    const { deliveries } = (await open()).store;
    expect(await deliveries.takeOn("envelope 1", NOW)).toBe(true);
    expect(await deliveries.takeOn("envelope 1", NOW)).toBe(false);
    expect(await deliveries.takeOn("envelope 2", NOW)).toBe(true);
  });

  it("one of many that come at once is taken on", async () => {
    const { deliveries } = (await open()).store;
    const taken = await Promise.all(Array.from({ length: 20 }, () => deliveries.takeOn("envelope 1", NOW)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it("an event in hand is nobody else's, and one whose process went away is the next one's", async () => {
    const { deliveries } = (await open()).store;
    expect(await deliveries.keep("Ev1", WORK)).toBe(true);
    expect(await deliveries.keep("Ev1", WORK)).toBe(false);
    expect(await deliveries.takeUp({ now: plus(UNTIL, -1), until: UNTIL, limit: 10 })).toEqual([]);

    const again = { now: UNTIL, until: plus(UNTIL, 30 * SECOND), limit: 10 };
    expect(await deliveries.takeUp(again)).toEqual([{ key: "Ev1", work: WORK.work, tries: 2 }]);
    expect(await deliveries.takeUp(again)).toEqual([]);
  });

  it("a finished event is not taken up, and not taken on again", async () => {
    const { deliveries } = (await open()).store;
    await deliveries.keep("Ev1", WORK);
    await deliveries.finish("Ev1");
    expect(await deliveries.takeUp({ now: UNTIL, until: UNTIL, limit: 10 })).toEqual([]);
    expect(await deliveries.keep("Ev1", WORK)).toBe(false);
  });

  it("a request that comes again has its first answer", async () => {
    const { deliveries } = (await open()).store;
    await deliveries.takeOn("envelope 1", NOW);
    expect(await deliveries.answerTo("envelope 1")).toBeUndefined();
    await deliveries.recordAnswer("envelope 1", '{"answer":{"text":"Checking +1 555 010 0001"}}');
    expect(await deliveries.answerTo("envelope 1")).toBe('{"answer":{"text":"Checking +1 555 010 0001"}}');
    expect(await deliveries.answerTo("envelope 2")).toBeUndefined();
  });

  it("what people wrote is sealed, and an event is erased when it is finished", async () => {
    const { store, database } = await open();
    await store.deliveries.keep("Ev sealed", WORK);
    await store.deliveries.takeOn("envelope sealed", NOW);
    await store.deliveries.recordAnswer("envelope sealed", WORK.work);
    const read = () => database.db.selectFrom("deliveries").selectAll().where("key", "like", "% sealed").execute();
    const bytes = (await read()).flatMap(({ work, answer }) => [work, answer]).filter((each) => each !== null);
    expect(bytes).toHaveLength(2);
    for (const each of bytes) expect(each.toString("utf8")).not.toContain("secret");
    await store.deliveries.finish("Ev sealed");
    expect((await read()).map(({ work }) => work)).toEqual([null, null]);
  });

  it("another workspace has deliveries of its own", async () => {
    const one = (await open()).store.deliveries;
    const other = (await open()).store.deliveries;
    await one.keep("Ev1", WORK);
    expect(await other.takeUp({ now: UNTIL, until: UNTIL, limit: 10 })).toEqual([]);
    expect(await other.keep("Ev1", WORK)).toBe(true);
  });
});
