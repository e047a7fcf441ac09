import type { Channel, State, User } from "./state.ts";

const TEAM = "T0LOCAL0001";
const HOUR = 3600;

function person(id: string, name: string, real_name: string, more: Partial<User> = {}): User {
  const base = {
    tz: "Europe/Lisbon",
    tz_offset: 0,
    team_id: TEAM,
    is_bot: false,
    is_restricted: false,
    deleted: false,
  };
  return { id, name, real_name, ...base, ...more };
}

function channel(id: string, name: string, members: string[], more: Partial<Channel> = {}): Channel {
  const base = { topic: "", is_general: false, is_ext_shared: false, is_archived: false, created: 1_700_000_000 };
  return { id, name, kind: "public", members, ...base, ...more };
}

const ANA = "U0ANA000001";
const BEN = "U0BEN000001";
const CHLOE = "U0CHLOE0001";
const DAN = "U0DAN000001";
const GUS = "U0GUS000001";
const SAM = "U0SAM000001";
const BOT = "U0BOT000001";

/** Members in three time zones, a guest, somebody who left, a stranger of another team, and the bot. */
export function seedState(bot: { name: string }): State {
  return {
    team: { id: TEAM, name: "Local Slack", domain: "local-slack" },
    app: { id: "A0LOCAL0001", bot_id: "B0BOT000001", bot_user: BOT },
    users: [
      person(ANA, "ana", "Ana Almeida"),
      person(BEN, "ben", "Ben Brooks", { tz: "America/New_York", tz_offset: -5 * HOUR }),
      person(CHLOE, "chloe", "Chloé Caron", { tz: "Asia/Tokyo", tz_offset: 9 * HOUR }),
      person(DAN, "dan", "Dan Dreyer"),
      person(GUS, "gus", "Gus Guest", { is_restricted: true }),
      person("U0LEFT00001", "olga", "Olga Former", { deleted: true }),
      person(SAM, "sam", "Sam Stranger", { team_id: "T0PARTNER01" }),
      person(BOT, bot.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"), bot.name, { is_bot: true }),
    ],
    channels: [
      channel("C0GENERAL01", "general", [ANA, BEN, CHLOE, DAN, GUS, BOT], { is_general: true }),
      channel("C0SUPPORT01", "waba-support", [ANA, BEN, CHLOE, BOT], { topic: "Locked WhatsApp numbers" }),
      channel("C0PRIVATE01", "waba-private", [ANA, BEN, BOT], { kind: "private" }),
      channel("C0SHARED001", "shared-with-partner", [ANA, BEN, SAM, BOT], { is_ext_shared: true }),
      channel("C0RANDOM001", "random", [ANA, BEN, CHLOE, DAN]),
      channel("C0SECRET001", "leads-only", [ANA], { kind: "private" }),
    ],
    messages: {},
    ephemerals: [],
    stacks: {},
    homes: {},
    entered: {},
    troubles: [],
    triggers: {},
    responseUrls: {},
    lastTs: 0,
  };
}
