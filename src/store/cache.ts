import KeyvRedis from "@keyv/redis";
import { Keyv } from "keyv";
import { type Log, SILENT } from "./log.ts";

export type Cache = {
  singleFlight<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** Holds only what may vanish; an unreachable Redis makes it slower, never wrong. */
export function createCache({ cacheUrl, log = SILENT }: { cacheUrl?: string | undefined; log?: Log }): Cache {
  const keyv = new Keyv(cacheUrl === undefined ? {} : { store: new KeyvRedis(cacheUrl) });
  keyv.on("error", (error: Error) => log.warn({ err: error.message }, "the cache did not answer"));
  const flying = new Map<string, Promise<unknown>>();

  async function singleFlight<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T> {
    const under = flying.get(key);
    if (under !== undefined) return under as Promise<T>;
    const work = (async () => {
      const kept = await keyv.get<T>(key).catch(() => undefined);
      if (kept !== undefined) return kept;
      const value = await load();
      await keyv.set(key, value, ttlMs).catch(() => undefined);
      return value;
    })().finally(() => flying.delete(key));
    flying.set(key, work);
    return work;
  }
  return { singleFlight, close: () => keyv.disconnect() };
}
