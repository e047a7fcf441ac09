import type { Local } from "../local.ts";
import { isBotIn } from "../state/find.ts";
import type { Channel } from "../state/state.ts";
import { type Answer, fail } from "./method.ts";

const PREFIX = { public: "channels", private: "groups", im: "im" } as const;

export function missingScope(local: Local, needed: string): Answer | undefined {
  const { scopes } = local.manifest;
  if (needed.split(",").some((one) => scopes.includes(one))) return undefined;
  return fail("missing_scope", { needed, provided: scopes.join(",") });
}

/** `channels:read` for a public channel, `groups:read` for a private one, and so on. */
export function conversationScope(local: Local, channel: Channel, right: "read" | "history"): Answer | undefined {
  return missingScope(local, `${PREFIX[channel.kind]}:${right}`);
}

export function scopePrefix(kind: Channel["kind"]): string {
  return PREFIX[kind];
}

/** A private conversation the app is not in does not exist for it. */
export function isHidden(local: Local, channel: Channel): boolean {
  return channel.kind !== "public" && !isBotIn(local.state, channel);
}
