import { parseArgs } from "node:util";
import type { DatabaseKind } from "./world.ts";

type Defaults = Readonly<Record<string, number | string>>;

/** `--name value` for each of the defaults, besides `--seed`, `--database` and `--people`. */
export function readOptions<T extends Defaults>(args: readonly string[], defaults: T) {
  const all = { seed: Date.now() % 1_000_000, database: "embedded", ...defaults };
  const options = Object.fromEntries(
    Object.entries(all).map(([name, value]) => [name, { type: "string" as const, default: String(value) }]),
  );
  const { values } = parseArgs({ args: [...args], options });
  const read = Object.entries(all).map(([name, value]) => {
    const given = String(values[name]);
    return [name, typeof value === "number" ? Number(given) : given];
  });
  return { ...Object.fromEntries(read), say: (line: string) => console.log(line) } as {
    seed: number;
    database: DatabaseKind;
    say: (line: string) => void;
  } & { [name in keyof T]: T[name] extends number ? number : string };
}
