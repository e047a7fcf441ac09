import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished, vi } from "vitest";
import { WITHIN } from "./within.ts";

const ROOT = join(import.meta.dirname, "..", "..");

export type Program = {
  /** Everything it printed so far. */
  output: { text: string };
  /** The lines of its log. */
  log(): readonly Record<string, unknown>[];
  /** Where it listens, once it takes work. */
  ready(): Promise<number>;
  kill(signal: NodeJS.Signals): void;
  /** Nobody reads any more what it prints. */
  closeOutput(): void;
  /** Its exit code; null when a signal ended it. */
  exited: Promise<number | null>;
};

type Options = { folder: string; env: Readonly<Record<string, string>>; preload?: readonly string[] };

/** The program as an operator starts it, in a process of its own, with nothing from this process's settings. */
export function startProgram({ folder, env, preload = [] }: Options): Program {
  const imports = [import.meta.resolve("tsx"), ...preload].flatMap((one) => ["--import", one]);
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [...imports, join(ROOT, "src", "main.ts")], {
    cwd: folder,
    env: { PATH, HOME, DATA_DIR: join(folder, "data"), LOG_LEVEL: "info", HOST: "127.0.0.1", PORT: "0", ...env },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const output = { text: "" };
  child.stdout.on("data", (chunk) => (output.text += chunk));
  child.stderr.on("data", (chunk) => (output.text += chunk));

  function log(): Record<string, unknown>[] {
    return output.text
      .split("\n")
      .flatMap((line) => (line.startsWith("{") && line.endsWith("}") ? [JSON.parse(line)] : []));
  }

  return {
    output,
    log,
    async ready() {
      const found = () => log().find(({ msg }) => msg === "ready");
      await vi.waitFor(() => expect(found(), output.text).toBeDefined(), WITHIN);
      return Number(found()?.port);
    },
    kill: (signal) => void child.kill(signal),
    closeOutput() {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    exited: once(child, "exit").then(([code]) => code as number | null),
  };
}
