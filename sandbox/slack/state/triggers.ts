import { randomBytes } from "node:crypto";
import { newSecretPart } from "../ids.ts";
import type { Local } from "../local.ts";
import type { ResponseUrl, Trigger } from "./state.ts";

const TRIGGER_MS = 3000;
const URL_MS = 30 * 60_000;
const URL_USES = 5;

const KEPT = 500;

/** Forgets the oldest: they expired long ago. */
function prune(record: Record<string, unknown>): void {
  const keys = Object.keys(record);
  for (const key of keys.slice(0, Math.max(0, keys.length - KEPT))) delete record[key];
}

/** A trigger lives three seconds and opens one modal. https://docs.slack.dev/interactivity */
export function newTrigger(local: Local, user: string, viewId?: string): string {
  prune(local.state.triggers);
  const id = `${local.clock.now()}.${randomBytes(3).readUIntBE(0, 3)}.${randomBytes(16).toString("hex")}`;
  const trigger: Trigger = { user, expires_at: local.clock.now() + TRIGGER_MS, used: false };
  local.state.triggers[id] = viewId === undefined ? trigger : { ...trigger, view_id: viewId };
  return id;
}

export type Taken = { ok: true; trigger: Trigger } | { ok: false; error: string };

/** Uses a trigger up, or says why it cannot be used. */
export function takeTrigger(local: Local, id: string | undefined): Taken {
  const trigger = id === undefined ? undefined : local.state.triggers[id];
  if (!trigger) return { ok: false, error: "invalid_trigger_id" };
  if (trigger.used) return { ok: false, error: "exchanged_trigger_id" };
  if (local.clock.now() > trigger.expires_at) return { ok: false, error: "expired_trigger_id" };
  trigger.used = true;
  return { ok: true, trigger };
}

/** The address an app answers to: five times within thirty minutes. */
export function newResponseUrl(local: Local, about: Omit<ResponseUrl, "uses" | "expires_at">): string {
  const path = about.from === "command" ? "commands" : "actions";
  prune(local.state.responseUrls);
  const key = newSecretPart();
  local.state.responseUrls[key] = { ...about, uses: 0, expires_at: local.clock.now() + URL_MS };
  return `${local.baseUrl()}/${path}/${local.state.team.id}/${key}`;
}

/** Undefined when it is unknown, used up or too old: Slack answers 404 to all three. */
export function takeResponseUrl(local: Local, key: string): ResponseUrl | undefined {
  const url = local.state.responseUrls[key];
  if (!url || url.uses >= URL_USES || local.clock.now() > url.expires_at) return undefined;
  url.uses += 1;
  return url;
}
