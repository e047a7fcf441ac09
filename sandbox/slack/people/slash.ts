import { asText, type JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import { tellPrivately } from "../state/messages.ts";
import type { ResponseUrl, User } from "../state/state.ts";
import { newResponseUrl, newTrigger } from "../state/triggers.ts";
import { type Act, cannot } from "./answer.ts";
import { commandText } from "./compose-text.ts";
import { channelName } from "./payload.ts";
import { respond } from "./respond.ts";
import { channelFor } from "./who.ts";

// The words a person sees. slackapi/bolt-js#1548 #1727, slackapi/java-slack-sdk#885
const ERRORS = { timeout: "operation_timeout", failed: "dispatch_failed", offline: "dispatch_failed" } as const;

/** A person types a command; what the app answers within three seconds is posted for them. */
export async function slash(local: Local, user: User, body: JsonObject): Promise<Act> {
  const channel = channelFor(local, user, asText(body.channel) ?? "");
  if ("ok" in channel) return channel;
  const [word = "", ...rest] = (asText(body.text) ?? "").trim().split(/(\s+)/);
  const known = local.manifest.commands.find((one) => one.command === word);
  if (!known) return cannot(`${word} is not a valid command.`);
  // https://docs.slack.dev/interactivity/implementing-slash-commands: not in threads
  if (body.thread_ts !== undefined) return cannot(`${word} is not supported in threads.`);
  if (user.team_id !== local.state.team.id) return cannot(`${word} belongs to another organisation.`);

  const { team, app } = local.state;
  const about = { from: "command", user: user.id, channel: channel.id } as const;
  const payload = {
    token: "local-verification-token",
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: user.id,
    user_name: user.name,
    command: word,
    text: commandText(local.state, rest.slice(1).join(""), known.should_escape),
    api_app_id: app.id,
    is_enterprise_install: "false",
    response_url: newResponseUrl(local, about),
    trigger_id: newTrigger(local, user.id),
  };
  const { outcome, answer } = await local.deliver({ envelope: "slash_commands", payload, acceptsResponse: true });
  if (outcome !== "acked") {
    tellPrivately(local, user.id, channel.id, `${word} failed with the error "${ERRORS[outcome]}"`);
  } else if (answer !== undefined && answer !== "") {
    const url: ResponseUrl = { ...about, uses: 0, expires_at: 0 };
    respond(local, url, answer);
  }
  return { ok: true, outcome };
}
