import type { Journal } from "./journal.ts";

export type Background = { later(work: Promise<unknown>): void; idle(): Promise<void> };

/** Work that goes on after the call that caused it, so that a test can wait for its end. */
export function createBackground(journal: Journal): Background {
  const underWay = new Set<Promise<unknown>>();

  function later(work: Promise<unknown>): void {
    const told = work.catch((error: unknown) => {
      journal.add({ kind: "note", red: true, title: "The workspace itself failed", error: String(error) });
    });
    const settled = told.then(() => void underWay.delete(settled));
    underWay.add(settled);
  }

  async function idle(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
  }

  return { later, idle };
}
