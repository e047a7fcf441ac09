import KeyvRedis from "@keyv/redis";
import Keyv from "keyv";
import QuickLRU from "quick-lru";
import { type Log, SILENT } from "./log.ts";

/** A place for what may vanish. Nothing may be correct only because it is here. */
export type Cache = {
  get<T>(key: string): Promise<T | undefined>;
  set(key: string, value: unknown, ttlMs: number): Promise<void>;
  /** The cached value, or else one `load` for everybody who asks at the same time in this process. */
  singleFlight<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

type Options = { cacheUrl?: string | undefined; log?: Log; answerWithinMs?: number };

/** In memory Keyv forgets what has expired only when it is asked for again, which of most numbers nobody does. */
const MOST_IN_MEMORY = 5_000;

/** In memory, or shared by replicas in Redis or Valkey; one that does not answer is treated as empty. */
export function createCache({ cacheUrl, log = SILENT, answerWithinMs = 500 }: Options = {}): Cache {
  const store = cacheUrl
    ? connect(cacheUrl, answerWithinMs)
    : new QuickLRU<string, unknown>({ maxSize: MOST_IN_MEMORY });
  const keyv = new Keyv({ namespace: "locksmith", store });
  const flights = new Map<string, Promise<unknown>>();
  const warn = warnOnceAMinute(log);
  keyv.on("error", warn);

  async function get<T>(key: string): Promise<T | undefined> {
    return orNothing(keyv.get<T>(key));
  }

  async function set(key: string, value: unknown, ttlMs: number): Promise<void> {
    await orNothing(keyv.set(key, value, ttlMs));
  }

  async function orNothing<T>(asked: Promise<T>): Promise<T | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), answerWithinMs);
    });
    try {
      return await Promise.race([asked, late]);
    } catch (error) {
      warn(error);
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  async function loadAndKeep<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T> {
    const kept = await get<T>(key);
    if (kept !== undefined) return kept;
    const value = await load();
    await set(key, value, ttlMs);
    return value;
  }

  return {
    get,
    set,
    singleFlight<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T> {
      const flying = flights.get(key);
      if (flying) return flying as Promise<T>;
      const flight = loadAndKeep(key, ttlMs, load).finally(() => flights.delete(key));
      flights.set(key, flight);
      return flight;
    },
    async close() {
      await orNothing(keyv.disconnect());
    },
  };
}

function connect(url: string, answerWithinMs: number): KeyvRedis<unknown> {
  return new KeyvRedis(
    {
      url,
      // Commands would otherwise wait in a queue for as long as the server is away.
      disableOfflineQueue: true,
      socket: {
        connectTimeout: answerWithinMs,
        reconnectStrategy: (tries: number) => Math.min(1_000 * 2 ** tries, 30_000),
      },
    },
    { throwOnConnectError: false, throwOnErrors: false, connectionTimeout: answerWithinMs },
  );
}

function warnOnceAMinute(log: Log): (error: unknown) => void {
  let quietUntil = 0;
  return (error) => {
    if (performance.now() < quietUntil) return;
    quietUntil = performance.now() + 60_000;
    log.warn(
      { err: error instanceof Error ? error.message : String(error) },
      "the cache does not answer; going without",
    );
  };
}
