import type { Local } from "../local.ts";
import { canSee, findChannel, findUser } from "../state/find.ts";
import type { Channel, User } from "../state/state.ts";
import { cannot } from "./answer.ts";

/** A person who can act: not the bot, and not somebody who left. */
export function personFor(local: Local, idOrName: string): User | { ok: false; error: string } {
  const user = findUser(local.state, idOrName);
  if (!user || user.is_bot) return cannot(`There is nobody called ${idOrName}.`);
  return user.deleted ? cannot(`${user.real_name} has left this workspace.`) : user;
}

export function channelFor(local: Local, user: User, idOrName: string): Channel | { ok: false; error: string } {
  const channel = findChannel(local.state, idOrName);
  return channel && canSee(local.state, user, channel) ? channel : cannot(`You see no channel ${idOrName}.`);
}

/** The channel, when this person may also write there. */
export function writableFor(local: Local, user: User, idOrName: string): Channel | { ok: false; error: string } {
  const channel = channelFor(local, user, idOrName);
  if ("ok" in channel) return channel;
  if (channel.kind === "im" && !local.manifest.hasMessages) {
    return cannot("Sending messages to this app has been turned off.");
  }
  if (channel.is_archived) return cannot(`#${channel.name} is archived.`);
  return channel.members.includes(user.id) ? channel : cannot(`Join #${channel.name} first.`);
}
