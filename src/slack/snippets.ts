import type { WebClient } from "@slack/web-api";
import type { Log } from "./bolt-logger.ts";

const MAX_BYTES = 1_000_000;
const TIMEOUT_MS = 5_000;
const MAX_FILES = 3;

type File = { mimetype?: string; url_private?: string; preview?: string };

/**
 * Long pastes become text snippets, whose message holds a preview only. The file is fetched with the bot token, so
 * only from Slack itself (or wherever the Web API was pointed to).
 */
export async function readSnippets(client: WebClient, files: unknown, log: Log): Promise<string[]> {
  if (!Array.isArray(files)) return [];
  const texts: string[] = [];
  for (const file of (files as File[]).slice(0, MAX_FILES)) {
    if (!/^(text\/|application\/json)/.test(file.mimetype ?? "")) continue;
    texts.push((await download(client, file.url_private, log)) ?? file.preview ?? "");
  }
  return texts;
}

async function download(client: WebClient, url: string | undefined, log: Log): Promise<string | undefined> {
  if (url === undefined || client.token === undefined || !isSlack(url, client.slackApiUrl)) return undefined;
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${client.token}` },
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok || response.body === null) return undefined;
    return await upTo(response.body, MAX_BYTES);
  } catch {
    log.warn({}, "a text snippet could not be read");
    return undefined;
  }
}

function isSlack(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin } = new URL(url);
  return (protocol === "https:" && hostname === "files.slack.com") || origin === new URL(apiUrl).origin;
}

async function upTo(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes).toString("utf8");
}
