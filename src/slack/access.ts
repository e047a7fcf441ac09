import type { WebClient } from "@slack/web-api";

/** Remembers an answer for a while; correct without it, only slower. */
export type Remember = <T>(key: string, ttlMs: number, load: () => Promise<T>) => Promise<T>;

export type Allowed = { ok: true } | { ok: false; says: string };

/** Who asks, as the payload says: a stranger's team differs from ours. */
export type Actor = { userId: string; teamId: string | null };

export type Access = {
  /** Members of the workspace that are neither guests, bots, deactivated nor strangers. */
  mayUse(actor: Actor): Promise<Allowed>;
  /** The same, and a member of the support channel. */
  mayWork(actor: Actor): Promise<Allowed>;
  /** Time zone of a person, e.g. `Europe/Berlin`; null when Slack does not say. */
  zoneOf(userId: string): Promise<string | null>;
  /** A sentence when nothing of ours may be posted there. Checked when posting. */
  refusesChannel(channel: string): Promise<string | undefined>;
};

type Needs = {
  client: Pick<WebClient, "users" | "conversations">;
  remember: Remember;
  teamId: string;
  supportChannel: () => string;
};

const PROFILE_MS = 5 * 60_000;
const MEMBERS_MS = 60_000;
/** Whether a channel is shared can change between two posts, so this only spares a burst of updates. */
const CHANNEL_MS = 5_000;

const STRANGER = "Locksmith only answers members of this workspace. Ask somebody here to run the command for you.";
const GUEST = "Guests cannot use Locksmith. Ask a member of this workspace to run the command for you.";

export function createAccess({ client, remember, teamId, supportChannel }: Needs): Access {
  function profile(userId: string) {
    return remember(`user:${userId}`, PROFILE_MS, async () => {
      const { user: found } = await client.users.info({ user: userId });
      return {
        team: found?.team_id ?? null,
        gone: found?.deleted === true || found?.is_bot === true,
        stranger: found?.is_stranger === true,
        guest: found?.is_restricted === true || found?.is_ultra_restricted === true,
        zone: found?.tz ?? null,
      };
    });
  }

  async function mayUse({ userId, teamId: from }: Actor): Promise<Allowed> {
    if (from !== null && from !== teamId) return { ok: false, says: STRANGER };
    const user = await profile(userId);
    if (user.stranger || user.gone || (user.team !== null && user.team !== teamId))
      return { ok: false, says: STRANGER };
    return user.guest ? { ok: false, says: GUEST } : { ok: true };
  }

  async function mayWork(actor: Actor): Promise<Allowed> {
    const allowed = await mayUse(actor);
    if (!allowed.ok) return allowed;
    const channel = supportChannel();
    const isIn = (members: readonly string[]) => members.includes(actor.userId);
    if (isIn(await remember(`members:${channel}`, MEMBERS_MS, () => members(channel)))) return { ok: true };
    // Somebody who joined a moment ago is not sent away because of a cache.
    if (isIn(await members(channel))) return { ok: true };
    return {
      ok: false,
      says: `Only members of <#${channel}> can do this. Join the channel, then press the button again.`,
    };
  }

  async function members(channel: string): Promise<string[]> {
    const all: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.conversations.members({ channel, limit: 999, ...(cursor ? { cursor } : {}) });
      all.push(...(page.members ?? []));
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
    return all;
  }

  async function refusesChannel(channel: string): Promise<string | undefined> {
    const isOutside = await remember(`channel:${channel}`, CHANNEL_MS, async () => {
      const { channel: found } = await client.conversations.info({ channel });
      const flags = found as { is_ext_shared?: boolean; is_pending_ext_shared?: boolean } | undefined;
      return flags?.is_ext_shared === true || flags?.is_pending_ext_shared === true;
    });
    if (!isOutside) return undefined;
    return "This channel is shared with another organisation, so no diagnosis or ticket is posted here. Use a channel of your own workspace.";
  }

  return { mayUse, mayWork, refusesChannel, zoneOf: async (userId) => (await profile(userId)).zone };
}
