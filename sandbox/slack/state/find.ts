import type { Channel, Message, State, User, View } from "./state.ts";

export function findUser(state: State, idOrName: string): User | undefined {
  return state.users.find((user) => user.id === idOrName || user.name === idOrName);
}

export function findChannel(state: State, idOrName: string): Channel | undefined {
  const name = idOrName.replace(/^#/, "");
  return state.channels.find((channel) => channel.id === idOrName || channel.name === name);
}

export function messagesIn(state: State, idOrName: string): readonly Message[] {
  return state.messages[findChannel(state, idOrName)?.id ?? idOrName] ?? [];
}

export function findMessage(state: State, channel: string, ts: string): Message | undefined {
  return state.messages[channel]?.find((message) => message.ts === ts);
}

/** A message this person can see: one of the channel, or an ephemeral one of theirs. */
export function findVisible(state: State, user: string, channel: string, ts: string): Message | undefined {
  const ephemeral = state.ephemerals.find((message) => message.ephemeral_to === user && message.ts === ts);
  return ephemeral ?? findMessage(state, channel, ts);
}

export function findView(state: State, match: { id?: string; external_id?: string }): View | undefined {
  const views = [...Object.values(state.stacks).flat(), ...Object.values(state.homes)];
  return views.find((view) =>
    match.id ? view.id === match.id : match.external_id !== undefined && view.body.external_id === match.external_id,
  );
}

export function isBotIn(state: State, channel: Channel): boolean {
  return channel.members.includes(state.app.bot_user);
}

/** Private conversations are there only for their members. Guests see only what they are in; strangers likewise. */
export function canSee(state: State, user: User, channel: Channel): boolean {
  if (channel.members.includes(user.id)) return true;
  return channel.kind === "public" && !user.is_restricted && user.team_id === state.team.id;
}

/** The direct message between a person and the app, made when first needed. */
export function imWith(state: State, user: string): Channel {
  const known = state.channels.find((channel) => channel.im_user === user);
  if (known) return known;
  const made: Channel = {
    id: `D${user.slice(1)}`,
    name: `dm-${user.toLowerCase()}`,
    kind: "im",
    members: [user, state.app.bot_user],
    topic: "",
    is_general: false,
    is_ext_shared: false,
    is_archived: false,
    created: 1_700_000_000,
    im_user: user,
  };
  state.channels.push(made);
  return made;
}
