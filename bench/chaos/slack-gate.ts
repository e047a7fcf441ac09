import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type CallPoint = "before call" | "after call";

export type SlackGate = {
  /** For SLACK_API_URL. */
  apiUrl: string;
  /** The `nth` message that reaches this point is told to `then`, and its caller never hears an answer. */
  arm(point: CallPoint, nth: number, then: () => void): void;
  disarm(): void;
  /** Milliseconds since something was last posted or changed. */
  quietFor(): number;
  close(): Promise<void>;
};

const WRITES = new Set(["chat.postMessage", "chat.update"]);

/** Stands before the Web API of the local workspace, so that a process can end while it waits for an answer. */
export async function createSlackGate(slackUrl: string): Promise<SlackGate> {
  let armed: { point: CallPoint; nth: number; then: () => void } | undefined;
  let lastAt = performance.now();

  function isReached(point: CallPoint, method: string): boolean {
    if (armed?.point !== point || !WRITES.has(method)) return false;
    armed.nth -= 1;
    if (armed.nth > 0) return false;
    const { then } = armed;
    armed = undefined;
    then();
    return true;
  }

  function forward(asked: IncomingMessage, answer: ServerResponse): void {
    const method = /^\/api\/([\w.]+)/.exec(asked.url ?? "")?.[1] ?? "";
    if (WRITES.has(method)) lastAt = performance.now();
    if (isReached("before call", method)) return void answer.destroy();
    const { host: _, ...headers } = asked.headers;
    const onward = request(new URL(asked.url ?? "/", slackUrl), { method: asked.method ?? "GET", headers }, (given) => {
      if (isReached("after call", method)) {
        given.resume();
        return void answer.destroy();
      }
      answer.writeHead(given.statusCode ?? 500, given.headers);
      given.on("error", () => answer.destroy());
      given.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    answer.on("close", () => onward.destroy());
    asked.pipe(onward);
  }

  const server = createServer(forward);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    arm(point, nth, then) {
      armed = { point, nth, then };
    },
    disarm() {
      armed = undefined;
    },
    quietFor: () => performance.now() - lastAt,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
