import { setTimeout } from "node:timers/promises";
import type { WebClient } from "@slack/web-api";
import { ConfigError } from "../app/errors.ts";
import type { Log } from "./bolt-logger.ts";
import { findChannel, type Identity, verifyToken } from "./identity.ts";

type Needs = { client: WebClient; channel: string; stopping: AbortSignal; log: Log };

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/**
 * Finds out who we are and where tickets go. Slack being unreachable is waited for; a refused token is not.
 * @throws AbortError when the process is stopped meanwhile, ConfigError when Slack refuses the token or the support channel is not to be seen
 */
export async function connect({
  client,
  channel,
  stopping,
  log,
}: Needs): Promise<{ identity: Identity; supportChannel: string }> {
  const identity = await whoWeAre(client, stopping, log);
  const supportChannel = await unlessStopped(stopping, findChannel(client, channel));
  if (supportChannel === undefined) {
    throw new ConfigError([
      `SUPPORT_CHANNEL: the bot sees no channel ${channel}. Check the name, and invite the bot there: /invite @Locksmith.`,
    ]);
  }
  return { identity, supportChannel };
}

async function whoWeAre(client: WebClient, stopping: AbortSignal, log: Log): Promise<Identity> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    const answer = await unlessStopped(stopping, verifyToken(client));
    if (answer.verified === "yes") return answer.identity;
    if (answer.verified === "refused") throw new ConfigError([refusedWords(answer.because)]);
    log.warn({ because: answer.because, waitMs }, "Slack cannot be reached yet; trying again");
    await setTimeout(waitMs, undefined, { signal: stopping });
  }
}

/** The same, but a stop does not wait for a Slack that does not answer: it rejects with an AbortError. */
export async function unlessStopped<T>(stopping: AbortSignal, work: Promise<T>): Promise<T> {
  stopping.throwIfAborted();
  const { promise: stopped, forget } = whenAborted(stopping);
  return Promise.race([work, stopped]).finally(forget);
}

function whenAborted(signal: AbortSignal): { promise: Promise<never>; forget: () => void } {
  let abort = () => {};
  const promise = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
  });
  signal.addEventListener("abort", abort, { once: true });
  return { promise, forget: () => signal.removeEventListener("abort", abort) };
}

function refusedWords(because: string): string {
  const does =
    "Copy the Bot User OAuth Token from OAuth & Permissions of the app; reinstall the app if it was removed.";
  if (because === "not_a_bot_token") return `SLACK_BOT_TOKEN is valid, but not a bot's. ${does}`;
  return `Slack refuses SLACK_BOT_TOKEN (${because}). ${does}`;
}
