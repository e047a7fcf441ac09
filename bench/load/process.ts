import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, readFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export type Running = {
  port: number;
  child: ChildProcess;
  /** From the start of the process to its first good answer. */
  readyAfterMs: number;
  /** Resident memory in megabytes, as the kernel counts it. */
  rss(): number;
  /** What it computed so far, all its threads, in milliseconds. */
  cpu(): number;
  stop(): Promise<void>;
};

type Options = {
  /** The program and its arguments, those of Node first. */
  command: readonly string[];
  folder: string;
  env?: Readonly<Record<string, string>>;
  /** Answered with a status below 500 once it is ready. */
  path?: string;
  ipc?: boolean;
};

const LOOK_EVERY_MS = 10;
const READY_WITHIN_MS = 120_000;

/** A process with nothing of this one's settings, listening where nobody else does. Its output goes to `folder/log`. */
export async function startProcess({ command, folder, env = {}, path = "/", ipc = false }: Options): Promise<Running> {
  const { PATH = "", HOME = "" } = process.env;
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, command, {
    cwd: folder,
    env: { PATH, HOME, HOST: "127.0.0.1", PORT: String(port), ...env },
    stdio: ["ignore", "pipe", "pipe", ...(ipc ? ["ipc" as const] : [])],
  });
  const log = createWriteStream(join(folder, "log"), { flags: "a" });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const ended = once(child, "exit");
  while (!(await answers(`http://127.0.0.1:${port}${path}`))) {
    const isLate = performance.now() - startedAt > READY_WITHIN_MS;
    if (isLate || child.exitCode !== null) throw new Error(`${command.at(-1)} did not start; see ${folder}/log.`);
    await pause(LOOK_EVERY_MS);
  }
  return {
    port,
    child,
    readyAfterMs: performance.now() - startedAt,
    rss: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1024,
    cpu: () => cpuOf(child.pid),
    async stop() {
      child.kill("SIGTERM");
      await ended;
      log.end();
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const status = await fetch(url).then(
    (response) => response.status,
    () => 503,
  );
  return status < 500;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const MS_PER_TICK = 10;

/** `utime` and `stime` of proc(5), behind the name, which may hold anything. */
function cpuOf(pid: number | undefined): number {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}
