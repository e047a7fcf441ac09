import { asText, type JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import { imWith, isBotIn } from "../state/find.ts";
import type { Channel } from "../state/state.ts";
import { findConversation, history, isAnswer, replies } from "./history.ts";
import { type Answer, type Call, done, fail, isTrue, type Method, page, textArg } from "./method.ts";
import { isHidden, missingScope, scopePrefix } from "./scopes.ts";

function showChannel(local: Local, channel: Channel): JsonObject {
  const { state } = local;
  const common = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.is_archived,
    context_team_id: state.team.id,
  };
  if (channel.kind === "im") return { ...common, is_im: true, is_org_shared: false, user: channel.im_user };
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === "public",
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === "private",
    is_general: channel.is_general,
    is_member: isBotIn(state, channel),
    is_shared: channel.is_ext_shared,
    is_org_shared: false,
    is_ext_shared: channel.is_ext_shared,
    is_pending_ext_shared: channel.is_pending_ext_shared === true,
    topic: { value: channel.topic, creator: "", last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
    num_members: channel.members.length,
  };
}

const KIND_OF_TYPE: Readonly<Record<string, Channel["kind"] | "mpim">> = {
  public_channel: "public",
  private_channel: "private",
  im: "im",
  mpim: "mpim",
};

function list({ local, args }: Call): Answer {
  const types = (textArg(args, "types") ?? "public_channel").split(",").map((type) => type.trim());
  const kinds = types.map((type) => KIND_OF_TYPE[type]);
  if (kinds.includes(undefined)) return fail("invalid_types");
  for (const kind of kinds) {
    const missing = missingScope(local, kind === "mpim" || !kind ? "mpim:read" : `${scopePrefix(kind)}:read`);
    if (missing) return missing;
  }
  const shown = local.state.channels.filter(
    (channel) =>
      kinds.includes(channel.kind) &&
      !isHidden(local, channel) &&
      !(isTrue(args.exclude_archived) && channel.is_archived),
  );
  const part = page(shown, args, 100);
  if (!part) return fail("invalid_cursor");
  const channels = part.items.map((channel) => showChannel(local, channel));
  return done({ channels, response_metadata: { next_cursor: part.next } });
}

function info({ local, args }: Call): Answer {
  const channel = findConversation(local, args, "read");
  return isAnswer(channel) ? channel : done({ channel: showChannel(local, channel) });
}

function members({ local, args }: Call): Answer {
  const channel = findConversation(local, args, "read");
  if (isAnswer(channel)) return channel;
  const part = page(channel.members, args, 100);
  return part ? done({ members: part.items, response_metadata: { next_cursor: part.next } }) : fail("invalid_cursor");
}

function open({ local, args }: Call): Answer {
  const users = (textArg(args, "users") ?? "").split(",").filter((id) => id !== "");
  if (users.length !== 1)
    return fail(users.length === 0 ? "users_list_not_supplied" : "method_not_supported_for_channel_type");
  const user = local.state.users.find((one) => one.id === asText(users[0]));
  if (!user) return fail("user_not_found");
  if (user.deleted) return fail("user_disabled");
  if (user.is_bot) return fail("cannot_dm_bot");
  const channel = imWith(local.state, user.id);
  local.changed();
  return done({ channel: isTrue(args.return_im) ? showChannel(local, channel) : { id: channel.id } });
}

function join({ local, args }: Call): Answer {
  const channel = local.state.channels.find((one) => one.id === textArg(args, "channel"));
  if (!channel || isHidden(local, channel)) return fail("channel_not_found");
  if (channel.kind !== "public") return fail("method_not_supported_for_channel_type");
  if (channel.is_archived) return fail("is_archived");
  if (!isBotIn(local.state, channel)) channel.members.push(local.state.app.bot_user);
  local.changed();
  return done({ channel: showChannel(local, channel) });
}

const TIME = ["oldest", "latest", "inclusive", "limit", "cursor", "include_all_metadata"];

export const CONVERSATIONS: Readonly<Record<string, Method>> = {
  "conversations.list": { args: ["types", "exclude_archived", "limit", "cursor", "team_id"], perMinute: 20, run: list },
  "conversations.info": {
    args: ["channel", "include_locale", "include_num_members"],
    required: ["channel"],
    perMinute: 50,
    run: info,
  },
  "conversations.members": {
    args: ["channel", "limit", "cursor"],
    required: ["channel"],
    perMinute: 100,
    run: members,
  },
  "conversations.history": { args: ["channel", ...TIME], required: ["channel"], perMinute: 50, run: history },
  "conversations.replies": {
    args: ["channel", "ts", ...TIME],
    required: ["channel", "ts"],
    perMinute: 50,
    run: replies,
  },
  "conversations.open": {
    args: ["users", "channel", "return_im", "prevent_creation"],
    scope: "im:write",
    perMinute: 50,
    run: open,
  },
  "conversations.join": { args: ["channel"], required: ["channel"], scope: "channels:join", perMinute: 50, run: join },
};
