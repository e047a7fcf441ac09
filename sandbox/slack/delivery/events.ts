import { newId } from "../ids.ts";
import type { JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import { EVENT_SCOPES } from "../manifest.ts";
import type { Delivered, RetryReason } from "./outgoing.ts";

const MINUTE = 60_000;
// At once, after a minute, after five. https://docs.slack.dev/apis/events-api#retries
const RETRY_AFTER_MS = [0, MINUTE, 5 * MINUTE];

function reasonOf(local: Local, delivered: Delivered): RetryReason {
  // Over Socket Mode there is no status; which word comes then is [unverified].
  if (local.settings.mode === "socket") return "timeout";
  if (delivered.outcome === "failed") return "http_error";
  return delivered.outcome === "offline" ? "connection_failed" : "http_timeout";
}

function isSubscribed(local: Local, subscription: string): boolean {
  const { events, scopes } = local.manifest;
  const scope = EVENT_SCOPES[subscription];
  return events.includes(subscription) && (scope === undefined || scopes.includes(scope));
}

function wrap(local: Local, event: JsonObject, isShared: boolean): JsonObject {
  const { team, app } = local.state;
  return {
    token: "local-verification-token",
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: "event_callback",
    event_id: newId("Ev"),
    event_time: Math.floor(local.clock.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: app.bot_user, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: isShared,
  };
}

function retry(local: Local, payload: JsonObject, attempt: number, last: Delivered): void {
  const afterMs = RETRY_AFTER_MS[attempt - 1];
  if (last.outcome === "acked" || last.noRetry || afterMs === undefined) return;
  const again = async (): Promise<void> => {
    const once = { attempt, reason: reasonOf(local, last) };
    const delivered = await local.deliver({ envelope: "events_api", payload, acceptsResponse: false, retry: once });
    retry(local, payload, attempt + 1, delivered);
  };
  if (afterMs === 0) local.later(again());
  else local.clock.after(afterMs, () => local.later(again()));
}

/** Delivers an event the manifest subscribes to, with the same event_id again when it is not acked. */
export async function emitEvent(
  local: Local,
  subscription: string,
  event: JsonObject,
  { isShared = false } = {},
): Promise<void> {
  if (!isSubscribed(local, subscription)) return;
  const payload = wrap(local, event, isShared);
  const delivered = await local.deliver({ envelope: "events_api", payload, acceptsResponse: false });
  retry(local, payload, 1, delivered);
}
