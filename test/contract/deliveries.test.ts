import { expect, it } from "vitest";
import { plus, SECOND } from "../../src/domain/time.ts";
import { openDatabase } from "../../src/store/database.ts";
import { NOW } from "../store/builders.ts";
import { describeOnEachDatabase } from "../support/databases.ts";
import { openStore } from "../support/open-store.ts";

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

  it("of many different ones that come at once, each twice, each is taken on once and remembers its own answer", async () => {
    const { deliveries } = (await open()).store;
    const keys = Array.from({ length: 120 }, (_, at) => `envelope ${at % 60}`);
    const taken = await Promise.all(keys.map((key) => deliveries.takeOn(key, NOW)));
    expect(keys.filter((_, at) => taken[at]).sort()).toEqual([...new Set(keys)].sort());
    await Promise.all(keys.slice(0, 60).map((key) => deliveries.recordAnswer(key, `answer to ${key}`)));
    for (const key of keys.slice(0, 60)) expect(await deliveries.answerTo(key)).toBe(`answer to ${key}`);
  });

  it("two processes that take on the same ones in another order share them and neither fails", async () => {
    const { store, teamId, kind, options } = await open();
    const other = kind === "server" ? await openDatabase(options) : undefined;
    const { deliveries } = other === undefined ? store : (await openStore(other, options, { teamId })).store;
    const keys = Array.from({ length: 200 }, (_, at) => `envelope ${at}`);
    const ours = Promise.all(keys.map((key) => store.deliveries.takeOn(key, NOW)));
    const theirs = Promise.all(keys.toReversed().map((key) => deliveries.takeOn(key, NOW)));
    const taken = [...(await ours), ...(await theirs)];
    await other?.close();
    expect(taken.filter(Boolean)).toHaveLength(keys.length);
  });

  it("inside a transaction what is taken on is given back with it", async () => {
    const { store } = await open();
    const failing = store.transact(async ({ deliveries }) => {
      expect(await deliveries.takeOn("envelope 1", NOW)).toBe(true);
      throw new Error("undone");
    });
    await expect(failing).rejects.toThrow("undone");
    expect(await store.deliveries.takeOn("envelope 1", NOW)).toBe(true);
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
