import type { JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import { findFile, showFile } from "../state/files.ts";
import type { User } from "../state/state.ts";
import { type Answer, type Call, done, fail, type Method, page, textArg } from "./method.ts";

function showUser(local: Local, user: User): JsonObject {
  const isStranger = user.team_id !== local.state.team.id;
  const base = {
    id: user.id,
    team_id: user.team_id,
    name: user.name,
    deleted: user.deleted,
    real_name: user.real_name,
  };
  const profile = { real_name: user.real_name, display_name: user.name, team: user.team_id };
  // A stranger's profile is reduced. https://docs.slack.dev/apis/slack-connect
  if (isStranger) return { ...base, is_stranger: true, is_bot: user.is_bot, profile };
  return {
    ...base,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: user.tz_offset,
    profile,
    is_admin: false,
    is_owner: false,
    is_bot: user.is_bot,
    is_app_user: false,
    is_restricted: user.is_restricted,
    is_ultra_restricted: false,
    updated: 1_700_000_000,
  };
}

function userInfo({ local, args }: Call): Answer {
  const user = local.state.users.find((one) => one.id === textArg(args, "user"));
  return user ? done({ user: showUser(local, user) }) : fail("user_not_found");
}

function userList({ local, args }: Call): Answer {
  const ours = local.state.users.filter((user) => user.team_id === local.state.team.id);
  const part = page(ours, args, 1000);
  if (!part) return fail("invalid_cursor");
  return done({
    members: part.items.map((user) => showUser(local, user)),
    response_metadata: { next_cursor: part.next },
  });
}

function botInfo({ local, args }: Call): Answer {
  const { app } = local.state;
  if (textArg(args, "bot") !== app.bot_id) return fail("bot_not_found");
  return done({
    bot: { id: app.bot_id, deleted: false, name: local.manifest.botName, app_id: app.id, user_id: app.bot_user },
  });
}

function teamInfo({ local }: Call): Answer {
  return done({ team: { ...local.state.team, url: `${local.baseUrl()}/` } });
}

function fileInfo({ local, args }: Call): Answer {
  const file = findFile(local.state, textArg(args, "file") ?? "");
  return file ? done({ file: showFile(local, file), content: file.content }) : fail("file_not_found");
}

export const PEOPLE: Readonly<Record<string, Method>> = {
  "users.info": {
    args: ["user", "include_locale"],
    required: ["user"],
    scope: "users:read",
    perMinute: 100,
    run: userInfo,
  },
  "users.list": {
    args: ["limit", "cursor", "include_locale", "team_id"],
    scope: "users:read",
    perMinute: 20,
    run: userList,
  },
  "bots.info": { args: ["bot", "team_id"], scope: "users:read", perMinute: 50, run: botInfo },
  "team.info": { args: ["team", "domain"], scope: "team:read", perMinute: 50, run: teamInfo },
  "files.info": {
    args: ["file", "limit", "cursor", "count", "page"],
    required: ["file"],
    scope: "files:read",
    perMinute: 100,
    run: fileInfo,
  },
};
