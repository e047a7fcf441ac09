import { WebClient } from "@slack/web-api";
import type { Check } from "../app/ports/check.ts";
import { clientOptions } from "./clients.ts";
import { findChannel, type Verified, verifyToken } from "./identity.ts";
import { SCOPES } from "./scopes.ts";

type Needs = { token: string; appToken: string | null; slackApiUrl: string; channel: string };

const REINSTALL = "Update the app from manifest.yml, then reinstall it to the workspace.";

/** Token, scopes, Socket Mode and the support channel; each failure says what to do. Never throws. */
export async function checkSlack({ token, appToken, slackApiUrl, channel }: Needs): Promise<readonly Check[]> {
  const client = new WebClient(token, clientOptions(slackApiUrl, 10_000));
  const verified = await verifyToken(client);
  const checks = [tokenCheck(verified)];
  if (verified.verified !== "yes") return checks;
  checks.push(scopeCheck(verified.scopes));
  if (appToken !== null) checks.push(await socketCheck(appToken, slackApiUrl));
  checks.push(await channelCheck(client, channel));
  return checks;
}

function tokenCheck(verified: Verified): Check {
  const name = "Slack bot token";
  switch (verified.verified) {
    case "yes":
      return { name, ok: true, says: `Slack knows it; the workspace is ${verified.identity.teamName}.` };
    case "refused":
      return {
        name,
        ok: false,
        says: `Slack refuses it (${verified.because}).`,
        fix: "Copy the Bot User OAuth Token from OAuth & Permissions into SLACK_BOT_TOKEN; reinstall the app if it was removed.",
      };
    case "unreachable":
      return {
        name,
        ok: false,
        says: "Slack cannot be reached from here.",
        fix: "Check that this machine may open https connections to slack.com, and SLACK_API_URL if it is set.",
      };
    default:
      return verified satisfies never;
  }
}

function scopeCheck(granted: readonly string[]): Check {
  const name = "Slack scopes";
  if (granted.length === 0) return { name, ok: "skipped", says: "Slack did not say which scopes the token has." };
  const missing = Object.keys(SCOPES).filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return { name, ok: true, says: "All scopes of the manifest are granted." };
  return { name, ok: false, says: `Missing: ${missing.join(", ")}.`, fix: REINSTALL };
}

async function socketCheck(appToken: string, slackApiUrl: string): Promise<Check> {
  const name = "Socket Mode";
  try {
    await new WebClient(appToken, clientOptions(slackApiUrl, 10_000)).apps.connections.open({});
    return { name, ok: true, says: "A connection can be opened." };
  } catch {
    return {
      name,
      ok: false,
      says: "Slack does not open a connection for SLACK_APP_TOKEN.",
      fix: "Create an app-level token with connections:write under Basic Information, and switch Socket Mode on.",
    };
  }
}

async function channelCheck(client: WebClient, channel: string): Promise<Check> {
  const name = "Support channel";
  const invite = "Check SUPPORT_CHANNEL and invite the bot there: /invite @Locksmith.";
  try {
    const id = await findChannel(client, channel);
    if (id === undefined) return { name, ok: false, says: `The bot sees no channel ${channel}.`, fix: invite };
    const { channel: found } = await client.conversations.info({ channel: id });
    const flags = found as { is_member?: boolean; is_ext_shared?: boolean; is_archived?: boolean } | undefined;
    if (flags?.is_archived) {
      return { name, ok: false, says: "The channel is archived.", fix: "Unarchive it, or choose another." };
    }
    if (flags?.is_ext_shared) {
      return {
        name,
        ok: false,
        says: "The channel is shared with another organisation, so no ticket is posted there.",
        fix: "Set SUPPORT_CHANNEL to a channel of your own workspace.",
      };
    }
    if (flags?.is_member === false) return { name, ok: false, says: "The bot is not in the channel.", fix: invite };
    return { name, ok: true, says: "The bot is in it." };
  } catch (error) {
    const because = (error as { data?: { error?: string } }).data?.error ?? "no answer";
    return { name, ok: false, says: `The channel cannot be read (${because}).`, fix: invite };
  }
}
