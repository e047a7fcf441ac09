import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Clock } from "../clock.ts";
import type { Fault } from "../faults.ts";
import { newSecretPart } from "../ids.ts";
import { asObject, asText, type Json, parseJson } from "../json.ts";
import type { Answered, Outgoing } from "./outgoing.ts";

// Slack allows ten connections of one app. https://docs.slack.dev/apis/events-api/using-socket-mode
const MOST_CONNECTIONS = 10;
// The client starts to watch for the server's pings only after the first one.
const PING_EVERY_MS = 10_000;

export type SocketTransport = {
  newTicket(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  send(outgoing: Outgoing, fault?: Fault): Promise<Answered>;
  connections(): number;
  /** The frame Slack sends before it closes a connection for reasons of its own. */
  disconnect(most?: number): void;
  close(): void;
};

type Parts = { appId: string; clock: Clock; changed: () => void };

/** Socket Mode: each envelope goes to one of the app's connections, which answers with the same envelope_id. */
export function createSocketTransport({ appId, clock, changed }: Parts): SocketTransport {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const sockets = new Set<WebSocket>();
  const waiting = new Map<string, { socket: WebSocket; resolve: (answered: Answered) => void }[]>();
  let turn = 0;

  function settle(envelopeId: string, answered: Answered): void {
    for (const one of waiting.get(envelopeId) ?? []) one.resolve(answered);
    waiting.delete(envelopeId);
  }

  function receive(text: string): void {
    const message = asObject(parseJson(text));
    const id = asText(message?.envelope_id);
    if (id === undefined) return;
    const payload: Json | undefined = message?.payload;
    const isEmpty = payload === null || JSON.stringify(payload) === "{}";
    settle(id, { kind: "answered", answer: isEmpty ? undefined : payload });
  }

  function keepPinging(socket: WebSocket): void {
    clock.after(PING_EVERY_MS, () => {
      if (!sockets.has(socket)) return;
      socket.ping(`Ping from ${process.pid}`);
      keepPinging(socket);
    });
  }

  function accept(socket: WebSocket): void {
    sockets.add(socket);
    keepPinging(socket);
    socket.on("message", (data) => receive(String(data)));
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      sockets.delete(socket);
      for (const [id, one] of waiting)
        if (one.some((each) => each.socket === socket)) settle(id, { kind: "unreachable" });
      changed();
    });
    const hello = { type: "hello", num_connections: sockets.size, connection_info: { app_id: appId } };
    socket.send(JSON.stringify({ ...hello, debug_info: { host: "local", approximate_connection_time: 18_060 } }));
    changed();
  }

  function newTicket(): string {
    const ticket = newSecretPart();
    tickets.add(ticket);
    return ticket;
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? "/", "http://localhost");
    const isKnown = url.pathname === "/link" && tickets.delete(url.searchParams.get("ticket") ?? "");
    if (!isKnown) return void socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n");
    if (sockets.size >= MOST_CONNECTIONS) return void socket.end("HTTP/1.1 409 Conflict\r\nConnection: close\r\n\r\n");
    server.handleUpgrade(request, socket, head, accept);
  }

  async function send(outgoing: Outgoing, fault?: Fault): Promise<Answered> {
    if (fault?.kind !== "duplicate") return sendOnce(outgoing);
    // Redelivered as new: attempt 0 and the same envelope. slackapi/bolt-js#2487
    const same = { ...outgoing, envelopeId: randomUUID() };
    const first = sendOnce(same);
    if (fault.when === "afterwards") await first;
    await sendOnce(same);
    return first;
  }

  function sendOnce(outgoing: Outgoing): Promise<Answered> {
    const open = [...sockets].filter((socket) => socket.readyState === socket.OPEN);
    const socket = open[turn++ % Math.max(1, open.length)];
    if (!socket) return Promise.resolve({ kind: "unreachable" });
    const id = outgoing.envelopeId ?? randomUUID();
    const envelope = {
      envelope_id: id,
      type: outgoing.envelope,
      payload: outgoing.payload,
      accepts_response_payload: outgoing.acceptsResponse,
      ...(outgoing.envelope === "events_api"
        ? { retry_attempt: outgoing.retry?.attempt ?? 0, retry_reason: outgoing.retry?.reason ?? "" }
        : {}),
    };
    return new Promise((resolve) => {
      waiting.set(id, [...(waiting.get(id) ?? []), { socket, resolve }]);
      socket.send(JSON.stringify(envelope));
    });
  }

  function disconnect(most = sockets.size): void {
    for (const socket of [...sockets].slice(0, most)) {
      socket.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested", debug_info: { host: "local" } }));
    }
  }

  function close(): void {
    for (const socket of sockets) {
      socket.close(1001);
      setTimeout(() => socket.terminate(), 200).unref();
    }
    server.close();
  }

  return { newTicket, upgrade, send, connections: () => sockets.size, disconnect, close };
}
