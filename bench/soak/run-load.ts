import { setTimeout as pause } from "node:timers/promises";
import type { Human } from "../../sandbox/slack/people/human.ts";
import type { Deed } from "./deeds.ts";

/** `heldBack`: what nobody did because everybody still waited for an answer. The machine is too slow for the load. */
export type Work = { done: Record<string, number>; heldBack: number };

type Options = {
  /** Each does one thing at a time. */
  people: readonly Human[];
  deeds: Readonly<Record<string, Deed>>;
  /** How often each, out of the sum. */
  often: Readonly<Record<string, number>>;
  perSecond: number;
  forMs: number;
  /** Called with a line for what was refused or not answered. */
  onError: (line: string) => void;
  /** Ends it early. */
  signal: AbortSignal;
};

const EVERY_MS = 100;

/** So many deeds a second, evenly mixed, as long as somebody has nothing else to do. */
export async function runLoad({ people, deeds, often, perSecond, forMs, onError, signal }: Options): Promise<Work> {
  const work: Work = { done: {}, heldBack: 0 };
  const idle = [...people];
  const underWay = new Set<Promise<void>>();
  const sum = Object.values(often).reduce((total, one) => total + one, 0);
  const due = Object.fromEntries(Object.keys(often).map((name) => [name, 0]));

  /** The one that lags furthest behind its share. */
  function next(): string {
    for (const [name, share] of Object.entries(often)) due[name] = (due[name] ?? 0) + share / sum;
    const [name = ""] = Object.entries(due).reduce((most, one) => (one[1] > most[1] ? one : most));
    due[name] = (due[name] ?? 0) - 1;
    return name;
  }

  async function carryOut(name: string, human: Human): Promise<void> {
    const nth = (work.done[name] ?? 0) + 1;
    work.done[name] = nth;
    try {
      const did = await deeds[name]?.(human, nth);
      const isRefused = did !== undefined && (did.ok === false || (did.outcome ?? "acked") !== "acked");
      if (isRefused || did?.error !== undefined) onError(`${name}: ${did.error ?? did.outcome}`);
    } catch (error) {
      onError(`${name}: ${String(error)}`);
    }
    idle.push(human);
  }

  const startedAt = performance.now();
  for (let started = 0; !signal.aborted && performance.now() - startedAt < forMs; await pause(EVERY_MS)) {
    const wanted = Math.floor(((performance.now() - startedAt) / 1000) * perSecond);
    while (started + work.heldBack < wanted) {
      const human = idle.shift();
      if (human === undefined) {
        work.heldBack += 1;
        continue;
      }
      started += 1;
      const deed: Promise<void> = carryOut(next(), human).finally(() => underWay.delete(deed));
      underWay.add(deed);
    }
  }
  await Promise.all(underWay);
  return work;
}
