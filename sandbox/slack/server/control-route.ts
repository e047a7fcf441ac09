import { emitEvent } from "../delivery/events.ts";
import { type Revoked, revokeToken } from "../delivery/tokens-revoked.ts";
import { verifyRequestUrl } from "../delivery/verify-url.ts";
import type { Fault } from "../faults.ts";
import { asObject, asText, asTexts, type JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import { showChannelTo } from "../people/state-for.ts";
import { findChannel, findUser } from "../state/find.ts";
import { nextTs } from "../state/messages.ts";
import { type Route, readObject, sendJson } from "./http.ts";

export type Control = { reset(): void; disconnectSockets(): void; setRequestUrl(url: string): void };

const REVOKED: readonly Revoked[] = ["token_revoked", "account_inactive", "invalid_auth"];

function isFault(value: JsonObject | undefined): value is JsonObject & Fault {
  return typeof value?.kind === "string";
}

/** Archives or shares a channel, or changes who is in it, and tells the app what its manifest subscribes to. */
export function changeChannel(local: Local, body: JsonObject): JsonObject {
  const channel = findChannel(local.state, asText(body.channel) ?? "");
  if (!channel) return { ok: false, error: "There is no such channel." };
  const ids = (names: unknown) => asTexts(names).flatMap((name) => findUser(local.state, name)?.id ?? []);
  const gone = ids(body.remove);
  channel.members = [...new Set([...channel.members, ...ids(body.add)])].filter((id) => !gone.includes(id));
  if (typeof body.pending_ext_shared === "boolean") channel.is_pending_ext_shared = body.pending_ext_shared;
  const event = { channel: channel.id, event_ts: nextTs(local) };
  if (typeof body.archived === "boolean" && body.archived !== channel.is_archived) {
    channel.is_archived = body.archived;
    const type = body.archived ? "channel_archive" : "channel_unarchive";
    local.later(emitEvent(local, type, { type, ...event }));
  }
  if (typeof body.ext_shared === "boolean" && body.ext_shared !== channel.is_ext_shared) {
    channel.is_ext_shared = body.ext_shared;
    const type = body.ext_shared ? "channel_shared" : "channel_unshared";
    local.later(emitEvent(local, type, { type, ...event }));
  }
  local.changed();
  const viewer = local.state.users[0];
  return { ok: true, channel: viewer ? showChannelTo(viewer, channel) : {} };
}

function setFaults(local: Local, body: JsonObject): JsonObject {
  if (body.clear === true) local.faults.clear();
  const fault = asObject(body.fault);
  const method = asText(body.method);
  if (method === undefined || !isFault(fault)) return { ok: body.clear === true };
  local.faults.failNext(method, fault, Number(body.times ?? 1));
  return { ok: true };
}

/** `/_control/<what>`: what no person can do, for tests and for trying what goes wrong. */
export function createControlRoute(local: Local, control: Control): Route {
  async function change(what: string, body: JsonObject): Promise<JsonObject | undefined> {
    switch (what) {
      case "reset":
        control.reset();
        return { ok: true };
      case "clock":
        await local.clock.advance(Number(body.advance_ms ?? 0));
        return { ok: true, now: local.clock.now() };
      case "faults":
        return setFaults(local, body);
      case "channel":
        return changeChannel(local, body);
      case "request_url":
        control.setRequestUrl(asText(body.url) ?? "");
        return { ok: true };
      case "verify_request_url": {
        const mistakes = await verifyRequestUrl(local);
        return { ok: mistakes.length === 0, mistakes };
      }
      case "token":
        revokeToken(local, body.revoked === false ? null : REVOKED.find((error) => error === body.error));
        return { ok: true };
      case "disconnect":
        control.disconnectSockets();
        return { ok: true };
      default:
        return undefined;
    }
  }

  return async ({ request, response, url }) => {
    const what = /^\/_control\/(\w+)$/.exec(url.pathname)?.[1];
    if (what === undefined) return false;
    if (what === "journal") {
      const entries = local.journal.entries(Number(url.searchParams.get("after") ?? 0));
      const onlyRed = url.searchParams.get("red") === "1";
      sendJson(response, 200, { ok: true, entries: onlyRed ? entries.filter((entry) => entry.red) : entries });
      return true;
    }
    const done = request.method === "POST" ? await change(what, await readObject(request)) : undefined;
    sendJson(
      response,
      done ? (done.ok ? 200 : 400) : 404,
      done ?? { ok: false, error: `There is no control ${what}.` },
    );
    return true;
  };
}
