import { createServer, type Server, type Socket } from "node:net";

export type SmallRedis = { url: string; port: number; stop(): Promise<void> };

/** Just enough of the Redis protocol for a cache: HELLO, CLIENT, GET, SET with a time to live, DEL. */
export function startSmallRedis({ mute = false, port = 0 } = {}): Promise<SmallRedis> {
  const values = new Map<string, { text: string; until: number }>();
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    let unread = "";
    socket.on("data", (chunk) => {
      if (mute) return;
      unread += chunk.toString("latin1");
      for (let read = readCommand(unread); read; read = readCommand(unread)) {
        unread = unread.slice(read.length);
        socket.write(answer(values, read.words));
      }
    });
  });
  return new Promise((resolve) => {
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const actual = typeof address === "object" && address ? address.port : 0;
      resolve({
        port: actual,
        url: `redis://127.0.0.1:${actual}`,
        stop: () =>
          new Promise((stopped) => {
            server.close(() => stopped());
            for (const socket of sockets) socket.destroy();
          }),
      });
    });
  });
}

function readCommand(text: string): { words: string[]; length: number } | undefined {
  const head = /^\*(\d+)\r\n/.exec(text);
  if (!head) return undefined;
  let at = head[0].length;
  const words: string[] = [];
  for (let left = Number(head[1]); left > 0; left -= 1) {
    const size = /^\$(\d+)\r\n/.exec(text.slice(at));
    if (!size) return undefined;
    at += size[0].length;
    const end = at + Number(size[1]);
    if (text.length < end + 2) return undefined;
    words.push(text.slice(at, end));
    at = end + 2;
  }
  return { words, length: at };
}

function answer(
  values: Map<string, { text: string; until: number }>,
  [command = "", key = "", ...rest]: string[],
): string {
  switch (command.toUpperCase()) {
    case "GET": {
      const found = values.get(key);
      if (!found || found.until <= Date.now()) return "$-1\r\n";
      return `$${found.text.length}\r\n${found.text}\r\n`;
    }
    case "SET": {
      const unit = rest.findIndex((word) => word.toUpperCase() === "PX");
      values.set(key, {
        text: rest[0] ?? "",
        until: unit < 0 ? Number.POSITIVE_INFINITY : Date.now() + Number(rest[unit + 1]),
      });
      return "+OK\r\n";
    }
    case "HELLO":
      return "-NOPROTO unsupported protocol version\r\n";
    default:
      return "+OK\r\n";
  }
}
