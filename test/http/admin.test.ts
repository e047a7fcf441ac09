import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Check } from "../../src/app/ports/check.ts";
import { ADMIN_SOCKET, startAdminServer } from "../../src/http/admin-server.ts";
import { askDoctor } from "../../src/http/ask-bot.ts";

const CHECKS: readonly Check[] = [
  { name: "Database", ok: true, says: "It answers." },
  { name: "Jobs", ok: false, says: "1 failed.", fix: "Look at the log." },
  { name: "Cache", ok: "skipped", says: "Not set." },
];

function sockets(): string {
  const folder = mkdtempSync(join(tmpdir(), "wl-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(socketsFolder: string, doctor: () => Promise<readonly Check[]> = async () => CHECKS) {
  const errors: unknown[] = [];
  const admin = await startAdminServer({ socketsFolder, doctor, onError: (error) => errors.push(error) });
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
