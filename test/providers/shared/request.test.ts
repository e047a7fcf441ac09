import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { createRequest } from "../../../src/providers/shared/request.ts";
import { createHttpTestServer } from "./http-test-server.ts";

const SECRET = "EAAGinventedtoken0123456789";
const headers = { Authorization: `Bearer ${SECRET}` };
const request = createRequest({ provider: "Meta", maxBytes: 1000 });
const hastyRequest = createRequest({ provider: "Meta", timeoutMs: 200 });
const call = (url: string) => request({ operation: "read the number", url, query: { access_token: SECRET }, headers });

test("an answer of any status comes back with its body parsed", async () => {
  const url = await createHttpTestServer((_, response) => response.writeHead(418).end('{"tea":true}'));
  expect(await call(url)).toMatchObject({ status: 418, body: { tea: true } });
});

test("a body that is not JSON is undefined", async () => {
  const url = await createHttpTestServer((_, response) => response.end("<html>Sorry</html>"));
  expect(await call(url)).toMatchObject({ status: 200, body: undefined });
});

test("a redirect is an answer and is not followed", async () => {
  const seen: (string | undefined)[] = [];
  const url = await createHttpTestServer((asked, response) => {
    seen.push(asked.url?.split("?")[0]);
    response.writeHead(302, { Location: "/elsewhere" }).end();
  });
  expect((await call(url)).status).toBe(302);
  expect(seen).toEqual(["/"]);
});

test("a server that says nothing is given up after the timeout", async () => {
  const url = await createHttpTestServer(() => {});
  await expect(hastyRequest({ operation: "read the number", url })).rejects.toMatchObject({
    kind: "unavailable",
    timedOut: true,
    retry: "later",
  });
});

test("a server that sends one byte now and then is given up after the same time", async () => {
  const url = await createHttpTestServer((_, response) => {
    const drip = setInterval(() => response.write(" "), 50);
    response.on("close", () => clearInterval(drip));
  });
  await expect(hastyRequest({ operation: "read the number", url })).rejects.toMatchObject({
    kind: "unavailable",
    timedOut: true,
  });
});

test("the caller's own signal ends the read", async () => {
  const url = await createHttpTestServer(() => {});
  const read = request({ operation: "read the number", url, signal: AbortSignal.abort() });
  await expect(read).rejects.toMatchObject({ kind: "unavailable", timedOut: true });
});

test("the caller's signal ends a read that is under way", async () => {
  const caller = new AbortController();
  const url = await createHttpTestServer(() => caller.abort());
  const read = createRequest({ provider: "Meta" })({ operation: "read the number", url, signal: caller.signal });
  await expect(read).rejects.toMatchObject({ kind: "unavailable", timedOut: true });
});

test("a small answer that unpacks to a huge one is refused", async () => {
  const packed = gzipSync(JSON.stringify("x".repeat(500_000)));
  expect(packed.length).toBeLessThan(1000);
  const url = await createHttpTestServer((_, response) =>
    response.writeHead(200, { "Content-Encoding": "gzip" }).end(packed),
  );
  await expect(call(url)).rejects.toMatchObject({ kind: "unexpected_response" });
});

test("an answer far larger than expected is refused", async () => {
  const url = await createHttpTestServer((_, response) => response.end(JSON.stringify("x".repeat(5000))));
  await expect(call(url)).rejects.toMatchObject({ kind: "unexpected_response", retry: "never" });
});

test("a connection that breaks off is unavailable", async () => {
  const url = await createHttpTestServer((asked) => asked.socket.destroy());
  await expect(call(url)).rejects.toMatchObject({ kind: "unavailable", timedOut: false });
});

test.each([
  ["nobody listens", "http://127.0.0.1:1"],
  ["the name does not exist", "http://graph.invalid"],
  ["the URL is none", "http://"],
])("when %s, neither the error nor its cause holds the token", async (_, url) => {
  const error = await call(url).catch((failed: unknown) => failed);
  expect(error).toMatchObject({ kind: "unavailable" });
  expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(SECRET);
  expect(inspect(error, { depth: 20, showHidden: true })).not.toContain("access_token");
});
