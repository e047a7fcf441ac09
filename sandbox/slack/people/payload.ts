import type { JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import type { Channel, User } from "../state/state.ts";

/** What every interaction payload starts with. */
export function payloadHead(local: Local, type: string, user: User): JsonObject {
  const { team, app } = local.state;
  return {
    type,
    user: { id: user.id, username: user.name, name: user.name, team_id: user.team_id },
    api_app_id: app.id,
    token: "local-verification-token",
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** Slack hides the name of conversations that are not public channels. */
export function channelName(channel: Channel): string {
  if (channel.kind === "im") return "directmessage";
  return channel.kind === "private" ? "privategroup" : channel.name;
}

export function channelRef(channel: Channel): JsonObject {
  return { id: channel.id, name: channelName(channel) };
}
