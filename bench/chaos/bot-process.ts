import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Where a process ends itself; the harness names it and the preload counts. */
export type OwnPoint = "before commit" | "after commit" | "before recording";

export type BotProcess = {
  /** Where it listens, once it is ready; undefined when it ended before. */
  ready: Promise<number | undefined>;
  /** How it ended: a signal, or its exit code. */
  ended: Promise<string>;
  isRunning(): boolean;
  arm(point: OwnPoint, nth: number): void;
  kill(): void;
  pause(): void;
  resume(): void;
  /** As an operator stops it. */
  stop(): Promise<void>;
};

type Options = { program: string; folder: string; env: Readonly<Record<string, string>> };

const STOP_WITHIN_MS = 30_000;

/** The bot as an operator starts it, with nothing of this process's settings. Its log is kept in the folder. */
export function startBotProcess({ program, folder, env }: Options): BotProcess {
  const { PATH = "", HOME = "" } = process.env;
  const preload = join(import.meta.dirname, "kill-points.mjs");
  const child = spawn(process.execPath, ["--import", preload, program], {
    cwd: folder,
    env: { PATH, HOME, HOST: "127.0.0.1", PORT: "0", LOG_LEVEL: "info", ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const log = createWriteStream(join(folder, "bot.log"), { flags: "a" });
  // What the process still had to say may come after its end.
  log.on("error", () => {});
  log.write(`--- started ${child.pid}\n`);
  child.stderr?.pipe(log, { end: false });
  child.on("error", () => {});
  let running = true;
  const ended = once(child, "exit").then(([code, signal]) => {
    running = false;
    log.end(`--- ended ${child.pid}: ${signal ?? code}\n`);
    return String(signal ?? code);
  });
  const ready = new Promise<number | undefined>((resolve) => {
    if (child.stdout !== null)
      createInterface({ input: child.stdout }).on("line", (line) => {
        if (running) log.write(`${line}\n`);
        const port = /"port":(\d+).*"msg":"ready"/.exec(line)?.[1];
        if (port !== undefined) resolve(Number(port));
      });
    void ended.then(() => resolve(undefined));
  });
  return {
    ready,
    ended,
    isRunning: () => running,
    arm: (point, nth) => void (child.connected && child.send({ point, nth }, () => {})),
    kill: () => void child.kill("SIGKILL"),
    pause: () => void child.kill("SIGSTOP"),
    resume: () => void child.kill("SIGCONT"),
    async stop() {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}
