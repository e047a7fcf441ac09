import { afterEach, describe, expect, it, vi } from "vitest";
import { type Cache, createCache } from "../../src/store/cache.ts";
import { type SmallRedis, startSmallRedis } from "../support/small-redis.ts";
import { WITHIN } from "../support/within.ts";

const caches: Cache[] = [];
const servers: SmallRedis[] = [];

function open(options: Parameters<typeof createCache>[0] = {}): Cache {
  const cache = createCache({ answerWithinMs: 200, ...options });
  caches.push(cache);
  return cache;
}

async function serve(options: Parameters<typeof startSmallRedis>[0] = {}): Promise<SmallRedis> {
  const server = await startSmallRedis(options);
  servers.push(server);
  return server;
}

afterEach(async () => {
  for (const cache of caches.splice(0)) await cache.close();
  for (const server of servers.splice(0)) await server.stop();
});

describe("the cache", () => {
  it("gives back what was set, until its time is over", async () => {
    const cache = open();
    await cache.set("number", { quality: "GREEN" }, 60_000);
    expect(await cache.get("number")).toEqual({ quality: "GREEN" });
    await cache.set("short", 1, 1);
    await vi.waitFor(async () => expect(await cache.get("short")).toBeUndefined(), WITHIN);
  });

  it("holds no more than some thousand values in memory, the ones that were used last", async () => {
    const cache = open();
    for (let nth = 0; nth < 20_000; nth += 1) {
      await cache.set(`number ${nth}`, nth, 60_000);
      if (nth % 1_000 === 0) expect(await cache.get("number 0")).toBe(0);
    }
    expect(await cache.get("number 1")).toBeUndefined();
    expect(await cache.get("number 19999")).toBe(19_999);
  });

  it("loads once for everybody who asks at the same time, and again when the load failed", async () => {
    const cache = open();
    const load = vi.fn(async () => "answer");
    const asked = await Promise.all([1, 2, 3].map(() => cache.singleFlight("probe", 60_000, load)));
    expect(asked).toEqual(["answer", "answer", "answer"]);
    expect(await cache.singleFlight("probe", 60_000, load)).toBe("answer");
    expect(load).toHaveBeenCalledTimes(1);

    await expect(cache.singleFlight("other", 60_000, () => Promise.reject(new Error("down")))).rejects.toThrow("down");
    expect(await cache.singleFlight("other", 60_000, load)).toBe("answer");
  });

  it("is shared by two replicas through Redis", async () => {
    const { url } = await serve();
    const one = open({ cacheUrl: url, answerWithinMs: 5_000 });
    const two = open({ cacheUrl: url, answerWithinMs: 5_000 });
    await one.set("number", { at: 1 }, 60_000);
    expect(await two.get("number")).toEqual({ at: 1 });
    expect(await two.singleFlight("number", 60_000, () => Promise.reject(new Error("not needed")))).toEqual({ at: 1 });
  });

  it("goes without a Redis that is not there, and says so once", async () => {
    const warn = vi.fn();
    const { url, stop } = await startSmallRedis();
    await stop();
    const cache = open({ cacheUrl: url, log: { info() {}, warn, error() {} } });
    await cache.set("number", 1, 60_000);
    expect(await cache.get("number")).toBeUndefined();
    expect(await cache.singleFlight("number", 60_000, async () => 2)).toBe(2);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it("goes without a Redis that accepts and never answers", async () => {
    const { url } = await serve({ mute: true });
    const cache = open({ cacheUrl: url });
    expect(await cache.singleFlight("number", 60_000, async () => 3)).toBe(3);
  });

  it("goes on when Redis goes away in the middle", async () => {
    const server = await serve();
    const cache = open({ cacheUrl: server.url, answerWithinMs: 2_000 });
    await cache.set("number", 1, 60_000);
    expect(await cache.get("number")).toBe(1);
    await server.stop();
    expect(await cache.singleFlight("number", 60_000, async () => 4)).toBe(4);
  });
});
