import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { FolderInUseError } from "../app/errors.ts";
import { codeOf } from "./database-error.ts";

export type FolderLock = { isHeld(): boolean; release(): Promise<void> };

const ANSWER_TIMEOUT_MS = 5_000;
const GONE = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT"]);

type Answer = { name: string; state: "trying" | "held"; pid: number; since: string };

/**
 * Makes sure one process at a time opens a data folder, without trusting process ids: in a container every bot is
 * number 1. Each contender listens on a socket of its own first and asks all others afterwards, so of two at once at
 * least one sees the other; the kernel closes the socket of a process that was killed.
 */
export async function lockFolder(socketsFolder: string, dataDir: string): Promise<FolderLock> {
  const name = `lock-${randomUUID().slice(0, 8)}`;
  const path = join(socketsFolder, name);
  let state: Answer["state"] = "trying";
  const since = new Date().toISOString();
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.end(JSON.stringify({ state, pid: process.pid, since }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ path }, resolve);
  });
  server.unref();

  async function release(): Promise<void> {
    await new Promise<void>((resolve) => server.close(() => resolve()));
    rmSync(path, { force: true });
  }

  for (;;) {
    const others = await askOthers(socketsFolder, name);
    const winner = others.find((other) => other.state === "held" || other.name < name);
    if (winner) {
      await release();
      throw new FolderInUseError(dataDir, { pid: winner.pid, since: winner.since });
    }
    if (others.length === 0) break;
    await wait(20);
  }
  state = "held";
  removeStale(socketsFolder, name);
  return { isHeld: () => existsSync(path), release };
}

async function askOthers(folder: string, own: string): Promise<readonly Answer[]> {
  const names = readdirSync(folder).filter((name) => name.startsWith("lock-") && name !== own);
  const answers = await Promise.all(names.map((name) => ask(folder, name)));
  return answers.filter((answer) => answer !== undefined);
}

/** A refused connection means that its process is gone; a mute one still counts as holding the folder. */
function ask(folder: string, name: string): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ path: join(folder, name) });
    let text = "";
    function finish(answer: Answer | undefined): void {
      resolve(answer);
      socket.destroy();
    }
    const holder: Answer = { name, state: "held", pid: 0, since: "unknown" };
    socket.setEncoding("utf8");
    socket.setTimeout(ANSWER_TIMEOUT_MS, () => finish(holder));
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("end", () => finish({ ...holder, ...parse(text) }));
    socket.on("error", (error) => finish(GONE.has(codeOf(error) ?? "") ? undefined : holder));
  });
}

function parse(text: string): Partial<Answer> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Only the holder tidies up: a socket that refuses now may belong to a contender between bind and listen. */
function removeStale(folder: string, own: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith("lock-") && name !== own) rmSync(join(folder, name), { force: true });
  }
}
