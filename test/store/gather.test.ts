import { expect, test } from "vitest";
import { gather } from "../../src/store/gather.ts";
import { insideTransaction } from "../../src/store/transaction-scope.ts";

/** Statements that end when the test says so. */
function aSlowDatabase() {
  const statements: { items: readonly number[]; answer(): void; fail(error: Error): void }[] = [];
  const double = gather<number, number>(
    (items) =>
      new Promise((resolve, reject) => {
        statements.push({ items, answer: () => resolve(items.map((item) => item * 2)), fail: reject });
      }),
  );
  return { statements, double };
}

test("whoever asks alone gets a statement at once, and who asks meanwhile share the next", async () => {
  const { statements, double } = aSlowDatabase();
  const first = double(1);
  await Promise.resolve();
  const others = [double(2), double(3), double(4)];
  await Promise.resolve();
  expect(statements.map(({ items }) => items)).toEqual([[1]]);

  statements[0]?.answer();
  expect(await first).toBe(2);
  await expect.poll(() => statements.length).toBe(2);
  expect(statements[1]?.items).toEqual([2, 3, 4]);
  statements[1]?.answer();
  expect(await Promise.all(others)).toEqual([4, 6, 8]);
});

test("where nobody waits for the answer, the first one waits for company", async () => {
  const statements: (readonly number[])[] = [];
  const note = gather<number, undefined>(
    async (items) => {
      statements.push(items);
      return items.map(() => undefined);
    },
    { lingerMs: 5 },
  );
  await Promise.all([note(1), note(2), note(3)]);
  expect(statements).toEqual([[1, 2, 3]]);
});

test("a statement that fails fails for those who shared it, and the next goes on", async () => {
  const { statements, double } = aSlowDatabase();
  const first = double(1);
  statements[0]?.fail(new Error("the line was cut"));
  await expect(first).rejects.toThrow("the line was cut");

  const next = double(2);
  await expect.poll(() => statements.length).toBe(2);
  statements[1]?.answer();
  expect(await next).toBe(4);
});

test("a statement takes fifty at most", async () => {
  const { statements, double } = aSlowDatabase();
  const all = Array.from({ length: 61 }, (_, item) => double(item));
  for (let at = 0; at < 3; at += 1) {
    await expect.poll(() => statements.length).toBe(at + 1);
    statements[at]?.answer();
  }
  await Promise.all(all);
  expect(statements.map(({ items }) => items.length)).toEqual([1, 50, 10]);
});

test("inside a transaction it refuses, because its statement would leave it", async () => {
  const { statements, double } = aSlowDatabase();
  await insideTransaction(async () => {
    await expect(double(1)).rejects.toThrow(/use only what it hands over/);
  });
  expect(statements).toEqual([]);
});
