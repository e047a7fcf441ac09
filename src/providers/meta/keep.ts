/** The part of the cache we need; answers must survive JSON. */
export type SingleFlight = { singleFlight<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T> };

export type Kept<T> = { value: T; isWorthKeeping: boolean };

/** Carries a value past the cache: a rejection is shared by those who wait, and never kept. */
class NotKept<T> extends Error {
  override name = "NotKept";
  readonly value: T;

  constructor(value: T) {
    super("This answer is not worth keeping.");
    this.value = value;
  }
}

/** Loads through the cache. Nothing is correct only because the cache works: when it fails, we load without it. */
export async function keep<T>(
  cache: SingleFlight,
  { key, ttlMs }: { key: string; ttlMs: number },
  load: () => Promise<Kept<T>>,
): Promise<{ value: T; isFresh: boolean }> {
  let loaded: Kept<T> | undefined;
  try {
    const value = await cache.singleFlight(key, ttlMs, async () => {
      loaded = await load();
      if (!loaded.isWorthKeeping) throw new NotKept(loaded.value);
      return loaded.value;
    });
    return { value, isFresh: loaded !== undefined };
  } catch (error) {
    if (error instanceof NotKept) return { value: error.value as T, isFresh: true };
    loaded ??= await load();
    return { value: loaded.value, isFresh: true };
  }
}
