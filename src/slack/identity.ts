import { ErrorCode, type WebClient } from "@slack/web-api";

export type Identity = { teamId: string; teamName: string; botId: string; botUserId: string };

export type Verified =
  | { verified: "yes"; identity: Identity; scopes: readonly string[] }
  /** Slack said no: nothing will change until a person does something. */
  | { verified: "refused"; because: string }
  | { verified: "unreachable"; because: string };

/** Asks Slack who we are. Refused and unreachable are different things: one ends the start, the other is tried again. */
export async function verifyToken(client: WebClient): Promise<Verified> {
  try {
    const answer = await client.auth.test();
    const { team_id, team, bot_id, user_id } = answer;
    if (!team_id || !bot_id || !user_id) return { verified: "refused", because: "not_a_bot_token" };
    return {
      verified: "yes",
      identity: { teamId: team_id, teamName: team ?? team_id, botId: bot_id, botUserId: user_id },
      scopes: (answer.response_metadata as { scopes?: string[] } | undefined)?.scopes ?? [],
    };
  } catch (error) {
    const { code, data } = error as { code?: string; data?: { error?: string } };
    if (code === ErrorCode.PlatformError) return { verified: "refused", because: data?.error ?? "unknown" };
    return { verified: "unreachable", because: error instanceof Error ? error.message : "unknown" };
  }
}

/** The id behind `#name`; undefined when the bot sees no such channel. */
export async function findChannel(client: WebClient, channel: string): Promise<string | undefined> {
  if (!channel.startsWith("#")) return channel;
  let cursor: string | undefined;
  do {
    const page = await client.conversations.list({
      types: "public_channel,private_channel",
      exclude_archived: true,
      limit: 200,
      ...(cursor ? { cursor } : {}),
    });
    const found = page.channels?.find(({ name }) => name === channel.slice(1));
    if (found?.id !== undefined) return found.id;
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return undefined;
}
