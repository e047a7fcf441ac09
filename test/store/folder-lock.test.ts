import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { ConfigError } from "../../src/app/errors.ts";
import { openDatabase } from "../../src/store/database.ts";
import { lockFolder } from "../../src/store/folder-lock.ts";
import { openSocketsFolder } from "../../src/store/sockets-folder.ts";

let dataDir: string;
let sockets: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "locksmith-lock-"));
  sockets = openSocketsFolder(dataDir);
});

afterEach(async () => {
  for (const child of children.splice(0)) await kill(child);
  rmSync(dataDir, { recursive: true });
  rmSync(sockets, { recursive: true, force: true });
});

/** Another process that holds the folder, and says so. */
async function startHolder(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "test/store/hold-folder.ts", dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const [line] = await once(child.stdout, "data");
  expect(String(line)).toBe("held\n");
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

describe("the lock of the data folder", () => {
  it("refuses a second process, naming the first and what to do, until the first is killed", async () => {
    const child = await startHolder();
    await expect(openDatabase({ dataDir })).rejects.toThrow(ConfigError);
    await expect(openDatabase({ dataDir })).rejects.toThrow(
      new RegExp(`${dataDir} is in use by another Locksmith \\(process ${child.pid}, since .*Stop that one first`),
    );
    await kill(child);
    await (await lockFolder(sockets, dataDir)).release();
  });

  it("does not believe a process id: the same process asking twice is refused", async () => {
    const lock = await lockFolder(sockets, dataDir);
    await expect(lockFolder(sockets, dataDir)).rejects.toThrow(`process ${process.pid}`);
    await lock.release();
    await (await lockFolder(sockets, dataDir)).release();
  });

  it("of two bots that start at once, lets exactly one in, and the next one when that has ended", async () => {
    cpSync(join(inject("embeddedTemplate"), "postgres"), join(dataDir, "postgres"), { recursive: true });
    const tries = await Promise.allSettled([openDatabase({ dataDir }), openDatabase({ dataDir })]);
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    for (const tried of tries) if (tried.status === "fulfilled") await tried.value.close();

    const database = await openDatabase({ dataDir });
    expect((await database.pool.query("show fsync")).rows).toEqual([{ fsync: "on" }]);
    await database.close();
  }, 60_000);

  it("of many who start at once, lets exactly one in", async () => {
    for (let round = 0; round < 10; round += 1) {
      const tries = await Promise.allSettled(Array.from({ length: 5 }, () => lockFolder(sockets, dataDir)));
      const held = tries.flatMap((tried) => (tried.status === "fulfilled" ? [tried.value] : []));
      expect(held).toHaveLength(1);
      expect(held[0]?.isHeld()).toBe(true);
      for (const lock of held) await lock.release();
    }
  });

  it("notices when its socket was taken away", async () => {
    const lock = await lockFolder(sockets, dataDir);
    for (const name of readdirSync(sockets)) rmSync(join(sockets, name));
    expect(lock.isHeld()).toBe(false);
    await lock.release();
  });

  it("takes a holder that does not speak our language for a holder", async () => {
    const server = createServer((socket) => socket.end("hello"));
    await new Promise<void>((resolve) => server.listen(join(sockets, "lock-other"), resolve));
    await expect(lockFolder(sockets, dataDir)).rejects.toThrow("is in use");
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
});

describe("the folder of the sockets", () => {
  it("is short, private, and the same for everybody who opens the data folder", () => {
    expect(openSocketsFolder(dataDir)).toBe(sockets);
    expect(statSync(sockets).mode & 0o777).toBe(0o700);
    expect(join(sockets, ".s.PGSQL.5432").length).toBeLessThan(107);
  });

  it("comes back under the same name when the temporary folder was emptied", () => {
    rmSync(sockets, { recursive: true });
    expect(openSocketsFolder(dataDir)).toBe(sockets);
    expect(existsSync(sockets)).toBe(true);
  });

  it("is refused when it is open to others", () => {
    rmSync(sockets, { recursive: true });
    writeFileSync(sockets, "");
    expect(() => openSocketsFolder(dataDir)).toThrow();
  });

  it("is another one for a copy of the data folder", () => {
    const copy = mkdtempSync(join(tmpdir(), "locksmith-copy-"));
    for (const note of readdirSync(dataDir).filter((name) => name.startsWith("sockets-"))) {
      writeFileSync(join(copy, note), `${sockets}\n`);
    }
    const own = openSocketsFolder(copy);
    expect(own).not.toBe(sockets);
    rmSync(copy, { recursive: true });
    rmSync(own, { recursive: true });
  });
});
