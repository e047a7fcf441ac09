import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { RequestKind } from "./requests.ts";

export type Load = { port: number; kind: RequestKind; connections: number; seconds: number };
/** `sample` is what the last request was answered. */
export type Loaded = { times: number[]; failed: number; sample: string; perSecond: number };

/** Asks from a process of its own, so that asking takes no time from what answers, nor from Slack. */
export function startGenerator() {
  const child = fork(join(import.meta.dirname, "generator.ts"));
  const ended = new AbortController();
  child.once("exit", () => ended.abort(new Error("The load generator ended.")));
  return {
    async load(load: Load): Promise<Loaded> {
      child.send(load);
      const [loaded] = await once(child, "message", { signal: ended.signal });
      return loaded as Loaded;
    },
    stop: () => void child.kill(),
  };
}
