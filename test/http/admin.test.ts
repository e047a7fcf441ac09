import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Backlog, Which } from "../../src/app/ports/backlog.ts";
import type { Check } from "../../src/app/ports/check.ts";
import { ADMIN_SOCKET, startAdminServer } from "../../src/http/admin-server.ts";
import { askBacklog, askDoctor, askForCopy, askRetry } from "../../src/http/ask-bot.ts";

const CHECKS: readonly Check[] = [
  { name: "Database", ok: true, says: "It answers." },
  { name: "Jobs", ok: false, says: "1 failed.", fix: "Look at the log." },
  { name: "Cache", ok: "skipped", says: "Not set." },
];

const COPY = "/somewhere/postgres.new-0a1b2c3d";

function sockets(): string {
  const folder = mkdtempSync(join(tmpdir(), "wl-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const BACKLOG: Backlog = {
  dead: [{ id: "J1", name: "purge", failedAt: "2026-11-22T12:00:00.000Z", because: "no", tries: 6, payload: {} }],
  waiting: [{ id: "J2", name: "purge", dueAt: "2026-11-23T12:00:00.000Z", tries: 0, because: null }],
  refused: [
    {
      id: "N1",
      kind: "card",
      ticket: "WL-1",
      channel: "C1",
      because: "is_archived",
      since: "2026-11-22T12:00:00.000Z",
    },
  ],
};

async function start(
  socketsFolder: string,
  doctor: () => Promise<readonly Check[]> = async () => CHECKS,
  copyDatabase = async () => COPY,
) {
  const errors: unknown[] = [];
  const backlog = async () => BACKLOG;
  const retry = async (which: Which) => ({ jobs: which === "all" ? ["J1"] : which, messages: ["N1"], failed: [] });
  const admin = await startAdminServer({
    socketsFolder,
    doctor,
    backlog,
    retry,
    copyDatabase,
    onError: (error) => errors.push(error),
  });
  onTestFinished(() => admin.stop());
  return { admin, errors };
}

/** Something else on the bot's socket. */
async function listenRaw(socketsFolder: string, says: string | undefined): Promise<void> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    if (says !== undefined) socket.end(says);
    onTestFinished(() => void socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(join(socketsFolder, ADMIN_SOCKET), resolve));
  onTestFinished(() => void server.close());
}

test("a running bot is asked over its socket and answers with its checks", async () => {
  const folder = sockets();
  await start(folder);
  expect(await askDoctor(folder)).toEqual({ by: "bot", answer: CHECKS });
});

test("a running bot copies its database and answers the copy's name, not where it lies", async () => {
  const folder = sockets();
  expect(await askForCopy(folder)).toEqual({ by: "nobody" });
  await start(folder);
  expect(await askForCopy(folder)).toEqual({ by: "bot", answer: "postgres.new-0a1b2c3d" });
});

test("an answer that names anything else than a copy counts as silence", async () => {
  const folder = sockets();
  await start(folder, undefined, async () => "/somewhere/postgres");
  expect(await askForCopy(folder)).toEqual({ by: "silent" });
});

test("nobody answers where no bot ever listened, and where one has stopped", async () => {
  const folder = sockets();
  expect(await askDoctor(folder)).toEqual({ by: "nobody" });
  const { admin } = await start(folder);
  await admin.stop();
  expect(existsSync(join(folder, ADMIN_SOCKET))).toBe(false);
  expect(await askDoctor(folder)).toEqual({ by: "nobody" });
});

test("what a killed bot left under the name does not keep the next one from listening", async () => {
  const folder = sockets();
  writeFileSync(join(folder, ADMIN_SOCKET), "");
  expect(await askDoctor(folder)).toEqual({ by: "nobody" });
  await start(folder);
  expect(await askDoctor(folder)).toMatchObject({ by: "bot" });
});

test("a bot that says nothing is silent after two seconds", async () => {
  const folder = sockets();
  await listenRaw(folder, undefined);
  const before = performance.now();
  expect(await askDoctor(folder)).toEqual({ by: "silent" });
  expect(performance.now() - before).toBeGreaterThan(1_900);
});

test.each([
  ["another protocol", "hello\n"],
  ["no JSON", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"],
  ["checks of another shape", 'HTTP/1.1 200 OK\r\nContent-Length: 24\r\n\r\n{"checks":[{"name":"x"}]}'],
  ["a refusal", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"],
])("an answer that is %s counts as silence", async (_, says) => {
  const folder = sockets();
  await listenRaw(folder, says);
  expect(await askDoctor(folder)).toEqual({ by: "silent" });
});

test("a bot that cannot look at itself is silent, keeps its reason to itself and lives on", async () => {
  const folder = sockets();
  let isBroken = true;
  const { errors } = await start(folder, async () => {
    if (isBroken) throw new Error("a detail");
    return CHECKS;
  });
  expect(await askDoctor(folder)).toEqual({ by: "silent" });
  expect(errors).toHaveLength(1);
  isBroken = false;
  expect(await askDoctor(folder)).toMatchObject({ by: "bot" });
});

test("a running bot lists its backlog, and is told what to try again", async () => {
  const folder = sockets();
  await start(folder);
  expect(await askBacklog(folder)).toEqual({ by: "bot", answer: BACKLOG });
  expect(await askRetry(folder, "all")).toEqual({ by: "bot", answer: { jobs: ["J1"], messages: ["N1"], failed: [] } });
  expect(await askRetry(folder, ["J2"])).toMatchObject({ by: "bot", answer: { jobs: ["J2"] } });
});

test("more than is ever asked for is refused and changes nothing", async () => {
  const folder = sockets();
  await start(folder);
  expect(await askRetry(folder, ["x".repeat(200_000)])).toEqual({ by: "silent" });
});
