import { type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { z } from "zod";
import type { Backlog, Retried, Which } from "../app/ports/backlog.ts";
import type { Check } from "../app/ports/check.ts";
import { ADMIN_SOCKET } from "./admin-server.ts";

/** `nobody`: no socket, or one left by a process that is gone. `silent`: somebody has it and gives no usable answer. */
export type Asked<T> = { by: "bot"; answer: T } | { by: "silent" } | { by: "nobody" };

export const ASK_WITHIN_MS = 2_000;
/** To send thousands of jobs anew takes a while. */
const RETRY_WITHIN_MS = 60_000;
/** A big database on a slow disk takes its time. */
const COPY_WITHIN_MS = 120_000;
const LONGEST_ANSWER = 1_000_000;
const GONE = new Set(["ECONNREFUSED", "ENOENT"]);

const DoctorAnswer = z.object({
  checks: z.array(
    z
      .object({
        name: z.string(),
        ok: z.union([z.boolean(), z.literal("skipped")]),
        says: z.string(),
        fix: z.string().optional(),
      })
      .transform(({ fix, ...check }): Check => (fix === undefined ? check : { ...check, fix })),
  ),
});

const DeadJob = z.object({
  id: z.string(),
  name: z.string(),
  failedAt: z.string(),
  because: z.string(),
  tries: z.number(),
  payload: z.unknown(),
});
const WaitingJob = z.object({
  id: z.string(),
  name: z.string(),
  dueAt: z.string(),
  tries: z.number(),
  because: z.string().nullable(),
});
const RefusedMessage = z.object({
  id: z.string(),
  kind: z.enum(["card", "checklist", "notice", "answer", "trouble"]),
  ticket: z.string().nullable(),
  channel: z.string(),
  because: z.string(),
  since: z.string(),
});
const BacklogAnswer: z.ZodType<Backlog> = z.object({
  dead: z.array(DeadJob),
  waiting: z.array(WaitingJob),
  refused: z.array(RefusedMessage),
});
const RetriedAnswer: z.ZodType<Retried> = z.object({
  jobs: z.array(z.string()),
  messages: z.array(z.string()),
  failed: z.array(z.object({ id: z.string(), because: z.string() })),
});

/** What the bot says that runs with this sockets folder. */
export async function askDoctor(socketsFolder: string): Promise<Asked<readonly Check[]>> {
  const asked = await ask(socketsFolder, { path: "/doctor" }, DoctorAnswer);
  return asked.by === "bot" ? { by: "bot", answer: asked.answer.checks } : asked;
}

export function askBacklog(socketsFolder: string): Promise<Asked<Backlog>> {
  return ask(socketsFolder, { path: "/jobs" }, BacklogAnswer);
}

export function askRetry(socketsFolder: string, which: Which): Promise<Asked<Retried>> {
  return ask(socketsFolder, { path: "/jobs/retry", body: { which }, withinMs: RETRY_WITHIN_MS }, RetriedAnswer);
}

/** A name in the data folder and nothing else: whoever asked removes it. */
const CopyAnswer = z.object({ copy: z.string().regex(/^postgres\.new-[0-9a-f]+$/) });

/** Has the bot copy its database beside itself; the name of the copy in the data folder. */
export async function askForCopy(socketsFolder: string): Promise<Asked<string>> {
  const asked = await ask(socketsFolder, { path: "/copy", body: {}, withinMs: COPY_WITHIN_MS }, CopyAnswer);
  return asked.by === "bot" ? { by: "bot", answer: asked.answer.copy } : asked;
}

/** With a body it is a POST. */
type Question = { path: string; body?: object; withinMs?: number };

async function ask<T>(socketsFolder: string, question: Question, schema: z.ZodType<T>): Promise<Asked<T>> {
  try {
    const response = await send(join(socketsFolder, ADMIN_SOCKET), question);
    const answer = schema.safeParse(response.status === 200 ? JSON.parse(response.text) : undefined);
    return answer.success ? { by: "bot", answer: answer.data } : { by: "silent" };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return { by: typeof code === "string" && GONE.has(code) ? "nobody" : "silent" };
  }
}

function send(socketPath: string, { path, body, withinMs = ASK_WITHIN_MS }: Question) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const signal = AbortSignal.timeout(withinMs);
    const method = body === undefined ? "GET" : "POST";
    const asking = request({ socketPath, path, method, signal, agent: false }, (response) => {
      readText(response).then((text) => resolve({ status: response.statusCode ?? 0, text }), reject);
    });
    asking.on("error", reject);
    asking.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

async function readText(response: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of response.setEncoding("utf8")) {
    text += chunk;
    if (text.length > LONGEST_ANSWER) throw new Error("The answer is too long.");
  }
  return text;
}
