import type { JsonObject } from "../json.ts";
import { asText } from "../json.ts";
import type { Local } from "../local.ts";
import { findChannel } from "../state/find.ts";
import type { User } from "../state/state.ts";
import { act } from "./action.ts";
import { type Act, cannot } from "./answer.ts";
import { say } from "./say.ts";
import { openHome, shortcut } from "./shortcut.ts";
import { slash } from "./slash.ts";
import { close, submit } from "./submit.ts";
import { personFor } from "./who.ts";

type Deed = (local: Local, user: User, body: JsonObject) => Act | Promise<Act>;

function dismiss(local: Local, user: User, body: JsonObject): Act {
  const { state } = local;
  state.ephemerals = state.ephemerals.filter((one) => !(one.ephemeral_to === user.id && one.ts === body.ts));
  local.changed();
  return { ok: true };
}

function join(local: Local, user: User, body: JsonObject): Act {
  const channel = findChannel(local.state, asText(body.channel) ?? "");
  const mayJoin = channel?.kind === "public" && !user.is_restricted && user.team_id === local.state.team.id;
  if (!channel || !mayJoin) return cannot("You cannot join that channel.");
  if (!channel.members.includes(user.id)) channel.members.push(user.id);
  local.changed();
  return { ok: true };
}

const DEEDS: Readonly<Record<string, Deed>> = {
  say,
  slash,
  action: act,
  submit,
  close,
  shortcut,
  home: openHome,
  dismiss,
  join,
};

/** One act of one person; undefined when there is no such act. */
export async function perform(local: Local, who: string, what: string, body: JsonObject): Promise<Act | undefined> {
  const deed = Object.hasOwn(DEEDS, what) ? DEEDS[what] : undefined;
  if (!deed) return undefined;
  const user = personFor(local, who);
  if ("ok" in user) return user;
  const done = await deed(local, user, body);
  const trouble = done.ok ? {} : { error: done.error };
  local.journal.add({ kind: "human", title: `${user.name}: ${what}`, detail: body, ...trouble });
  return done;
}
