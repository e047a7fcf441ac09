import type { Json } from "./canned-workspace.ts";

const AT = Date.UTC(2026, 10, 22, 14, 5);
const ts = (second: number) => `${AT / 1000 + second}.000100`;

function user(id: string, real_name: string, tz: string, more: Json = {}): Json {
  return {
    id,
    team_id: "T1",
    name: real_name.split(" ")[0]?.toLowerCase(),
    real_name,
    tz,
    is_bot: false,
    is_restricted: false,
    deleted: false,
    can_act: true,
    ...more,
  };
}

const USERS = [
  user("U1", "Ana Almeida", "Europe/Lisbon"),
  user("U2", "Ben Brooks", "America/New_York"),
  user("U3", "Chloé Caron", "Asia/Tokyo"),
  user("UB", "Locksmith", "UTC", { is_bot: true, can_act: false }),
];
const CHANNEL = {
  id: "C1",
  name: "waba-support",
  kind: "public",
  is_member: true,
  is_ext_shared: false,
  is_archived: false,
  topic: "Locked numbers",
};
const CHANNELS = [
  CHANNEL,
  { ...CHANNEL, id: "C2", name: "general", topic: "" },
  { ...CHANNEL, id: "C3", name: "random", is_member: false },
];

export const plain = (text: string): Json => ({ type: "plain_text", text });
export const mrkdwn = (text: string): Json => ({ type: "mrkdwn", text });

/** A workspace of three people in three zones. */
export const WORKSPACE: Json = {
  ok: true,
  team: { id: "T1", name: "Local Slack" },
  app: { id: "A1", name: "Locksmith", user_id: "UB", bot_id: "B1" },
  users: USERS,
  channels: CHANNELS,
  commands: [
    {
      command: "/waba",
      description: "Diagnose a locked number",
      usage_hint: "status +1555… | escalate [number] | explain 131031 | tickets",
    },
  ],
  shortcuts: [
    { name: "Diagnose this error", type: "message", callback_id: "diagnose", description: "" },
    { name: "Escalate a locked number", type: "global", callback_id: "escalate", description: "Opens the form" },
  ],
  has_home: true,
  panels: [
    {
      title: "Scenario numbers",
      rows: [{ label: "+1 555 010 0001", text: "Locked: policy violation", insert: "/waba status +15550100001" }],
    },
  ],
  start: { user: "U1", channel: "C1" },
};

/** A message of the app, `second` seconds after the first. */
export function appMessage(second: number, more: Json): Json {
  const base = {
    ts: ts(second),
    channel: "C1",
    user: "UB",
    username: "Locksmith",
    bot_id: "B1",
    text: "",
    state: {},
    troubles: [],
  };
  return { ...base, ...more };
}

export function said(second: number, by: string, text: string, more: Json = {}): Json {
  return { ts: ts(second), channel: "C1", user: by, username: by, text, state: {}, troubles: [], ...more };
}

/** What the viewer sees; `now` is the same afternoon. */
export function stateFor(user: string, messages: Json[], more: Json = {}): Json {
  return {
    ok: true,
    revision: 1,
    now: AT + 600_000,
    me: USERS.find(({ id }) => id === user) ?? USERS[0],
    app: { online: true, connections: 1, mode: "socket" },
    channels: CHANNELS,
    messages: { C1: messages, C2: [] },
    views: [],
    home: null,
    ...more,
  };
}
