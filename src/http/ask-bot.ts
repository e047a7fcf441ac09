import { type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { z } from "zod";
import type { Check } from "../app/ports/check.ts";
import { ADMIN_SOCKET } from "./admin-server.ts";

/** `nobody`: no socket, or one left by a process that is gone. `silent`: somebody has it and gives no usable answer. */
export type Asked<T> = { by: "bot"; answer: T } | { by: "silent" } | { by: "nobody" };

export const ASK_WITHIN_MS = 2_000;
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

/** What the bot says that runs with this sockets folder. */
export async function askDoctor(socketsFolder: string): Promise<Asked<readonly Check[]>> {
  const asked = await ask(socketsFolder, "/doctor");
  if (asked.by !== "bot") return asked;
  const answer = DoctorAnswer.safeParse(asked.answer);
  return answer.success ? { by: "bot", answer: answer.data.checks } : { by: "silent" };
}

async function ask(socketsFolder: string, path: string): Promise<Asked<unknown>> {
  try {
    const response = await get(join(socketsFolder, ADMIN_SOCKET), path);
    return response.status === 200 ? { by: "bot", answer: JSON.parse(response.text) } : { by: "silent" };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return { by: typeof code === "string" && GONE.has(code) ? "nobody" : "silent" };
  }
}

function get(socketPath: string, path: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(ASK_WITHIN_MS);
    const asking = request({ socketPath, path, signal, agent: false }, (response) => {
      readText(response).then((text) => resolve({ status: response.statusCode ?? 0, text }), reject);
    });
    asking.on("error", reject);
    asking.end();
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
