import { connect, type Socket } from "node:net";

export type Answer = { status: number; body: string };

/**
 * One keep-alive connection with one request at a time. Not `node:http`: its client costs as much as a server, and both
 * share the machine with what is measured.
 */
export async function openConnection(port: number) {
  const socket: Socket = connect({ port, host: "127.0.0.1", noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  let unread = "";
  let settle: { done(answer: Answer): void; fail(error: Error): void } | undefined;
  socket.setEncoding("latin1");
  socket.on("data", (part: string) => {
    unread += part;
    const answer = readAnswer(unread);
    if (answer === undefined) return;
    unread = "";
    settle?.done(answer);
  });
  const fail = (error?: Error) => settle?.fail(error ?? new Error("The connection was closed."));
  socket.on("error", fail);
  socket.on("close", () => fail());
  return {
    send: (bytes: Buffer) =>
      new Promise<Answer>((done, failed) => {
        settle = { done, fail: failed };
        socket.write(bytes);
      }),
    close: () => void socket.destroy(),
  };
}

/** Undefined while some of it is still to come. */
function readAnswer(text: string): Answer | undefined {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const head = text.slice(0, end).toLowerCase();
  const body = text.slice(end + 4);
  const length = Number(/content-length: (\d+)/.exec(head)?.[1] ?? 0);
  const isWhole = head.includes("chunked") ? body.endsWith("0\r\n\r\n") : body.length >= length;
  return isWhole ? { status: Number(head.slice(9, 12)), body } : undefined;
}
