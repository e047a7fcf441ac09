import { once } from "node:events";
import { Agent, get } from "node:http";
import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { answer, listen, type Routes, startServer } from "../../src/http/server.ts";

async function start(routes: Routes) {
  const errors: unknown[] = [];
  const server = await startServer({ host: "127.0.0.1", port: 0, routes, onError: (error) => errors.push(error) });
  onTestFinished(() => server.stop());
  return { server, errors, url: `http://127.0.0.1:${server.port}` };
}

const ok: Routes[string] = (_request, response) => answer(response, 200, "fine");

test("a path is answered whatever its query, and only for its method", async () => {
  const { url } = await start({ "GET /healthz": ok });
  expect((await fetch(`${url}/healthz?probe=1`)).status).toBe(200);
  expect((await fetch(`${url}/healthz`, { method: "POST" })).status).toBe(404);
  expect((await fetch(`${url}/elsewhere`)).status).toBe(404);
});

test("a handler that rejects or throws is answered with 500 without its reason, and the server lives on", async () => {
  const { url, errors } = await start({
    "GET /rejects": () => Promise.reject(new Error("a secret detail")),
    "GET /throws": () => {
      throw new Error("a secret detail");
    },
    "GET /healthz": ok,
  });
  for (const path of ["/rejects", "/throws"]) {
    const response = await fetch(`${url}${path}`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
  }
  expect(errors).toHaveLength(2);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test("a handler that fails in the middle of its answer ends the connection instead of leaving it open", async () => {
  const { url, errors } = await start({
    "GET /half": async (_request, response) => {
      response.writeHead(200, { "content-length": "100" }).write("half");
      throw new Error("broke off");
    },
  });
  await expect(fetch(`${url}/half`).then((response) => response.text())).rejects.toThrow();
  expect(errors).toHaveLength(1);
});

test("a port in use is a rejection, not a crash", async () => {
  const { server } = await start({});
  const second = startServer({ host: "127.0.0.1", port: server.port, routes: {}, onError: () => {} });
  await expect(second).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test("stopping waits for the request in flight and not for an idle connection", async () => {
  const flight = createSignal();
  const arrived = createSignal();
  const { server, url } = await start({
    "GET /idle": ok,
    "GET /slow": async (_request, response) => {
      arrived.resolve();
      await flight.promise;
      answer(response, 200, "done");
    },
  });
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  await new Promise<void>((done) => {
    get(`${url}/idle`, { agent }, (response) => response.resume().on("end", done));
  });
  const slow = fetch(`${url}/slow`);
  await arrived.promise;

  const stopped = server.stop();
  await expect(fetch(`${url}/idle`)).rejects.toThrow();
  flight.resolve();
  expect((await slow).status).toBe(200);
  await stopped;
});

test.each([
  ["its head", "GET /idle HTTP/1.1\r\nhost: x\r\n"],
  ["its body", "POST /read HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf"],
])("a client that never ends %s is cut off", async (_, half) => {
  const at = { host: "127.0.0.1", port: 0 };
  const patience = { headersTimeout: 20, requestTimeout: 40, connectionsCheckingInterval: 10 };
  const { server, stop } = await listen(at, { routes: {}, onError: () => {}, patience });
  onTestFinished(stop);
  const socket = connect((server.address() as { port: number }).port, at.host);
  socket.resume().write(half);
  await once(socket, "close");
});

test("connections that cannot be accepted, one after the other, are told and end nothing", async () => {
  const errors: Error[] = [];
  const at = { host: "127.0.0.1", port: 0 };
  const { server, stop } = await listen(at, { routes: {}, onError: (error) => errors.push(error as Error) });
  onTestFinished(stop);
  for (const message of ["accept EMFILE", "accept ENFILE", "accept EMFILE"]) server.emit("error", new Error(message));
  expect(errors.map(({ message }) => message)).toEqual(["accept EMFILE", "accept ENFILE", "accept EMFILE"]);
});

/** Node 20 has no `Promise.withResolvers`. */
function createSignal() {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
