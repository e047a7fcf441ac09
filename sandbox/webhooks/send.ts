import { request } from "node:http";

export type Prepared = { method: "GET" | "POST"; headers: Readonly<Record<string, string>>; body: string };
export type Sent = { status: number | "no_answer"; text: string; ms: number };

/** Meta gives up after about this long. */
const PATIENCE_MS = 20_000;
const MOST_ANSWER = 10_000;
const HERE = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Sends exactly these bytes, on a connection of their own, and follows no redirect. Only to this computer. */
export function send(url: string, { method, headers, body }: Prepared): Promise<Sent> {
  if (!HERE.has(new URL(url).hostname)) {
    throw new Error(`Webhooks of the sandbox go to this computer only, not to ${new URL(url).hostname}.`);
  }
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const done = (status: Sent["status"], text = "") =>
      resolve({ status, text, ms: Math.round(performance.now() - startedAt) });
    const length = method === "POST" ? { "Content-Length": String(Buffer.byteLength(body)) } : {};
    const call = request(url, { method, headers: { ...headers, ...length }, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => {
        if (text.length < MOST_ANSWER) text += part;
      });
      response.on("error", () => done("no_answer"));
      response.on("end", () => done(response.statusCode ?? "no_answer", text));
    });
    call.setTimeout(PATIENCE_MS, () => call.destroy());
    call.on("error", () => done("no_answer"));
    call.end(body);
  });
}
