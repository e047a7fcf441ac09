import { setTimeout as pause } from "node:timers/promises";
import { assertOutsideTransaction, outsideTransaction } from "./transaction-scope.ts";

type Waiting<Item, Result> = { item: Item; done(result: Result): void; fail(error: unknown): void };

const MOST = 50;

/**
 * One statement for everybody who asks while the one before is under way, because a commit costs the same for one row
 * as for fifty. Whoever asks alone waits for nobody, or `lingerMs` for company where nobody waits for the answer.
 * Answers are in the order of the items.
 */
export function gather<Item, Result>(
  carryOut: (items: readonly Item[]) => Promise<readonly Result[]>,
  { lingerMs = 0 } = {},
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let isUnderWay = false;

  async function work(): Promise<void> {
    isUnderWay = true;
    while (waiting.length > 0) {
      if (lingerMs > 0 && waiting.length < MOST) await pause(lingerMs);
      await carryOutFor(waiting.splice(0, MOST));
    }
    isUnderWay = false;
  }

  async function carryOutFor(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await carryOut(batch.map(({ item }) => item));
      for (const [at, { done }] of batch.entries()) done(results[at] as Result);
    } catch (error) {
      for (const { fail } of batch) fail(error);
    }
  }

  return async (item) => {
    // What is asked inside a transaction must not be carried out beside it.
    assertOutsideTransaction();
    return new Promise<Result>((done, fail) => {
      waiting.push({ item, done, fail });
      if (!isUnderWay) void outsideTransaction(work);
    });
  };
}
