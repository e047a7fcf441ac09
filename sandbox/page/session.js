import { act, fetchState } from "./api.js";

/**
 * What the page knows and where the person stands. Everything shown is derived from it by `render`;
 * only drafts and half-filled fields live here alone, keyed so that an update from the server leaves them be.
 */
export function createSession(workspace, place) {
  const viewer = workspace.users.find((user) => user.id === place.as && user.can_act)?.id ?? workspace.start.user;
  return {
    workspace,
    viewer,
    state: undefined,
    fetchedAt: 0,
    fetching: undefined,
    next: undefined,
    channel: place.channel ?? workspace.start.channel,
    home: false,
    thread: place.thread ?? null,
    side: null,
    linked: true,
    /** The sidebar covers the page on a narrow screen until a channel is chosen. */
    sidebarOpen: false,
    values: new Map(),
    drafts: new Map(),
    errors: new Map(),
    read: new Map(),
    render: () => {},
  };
}

/**
 * Fetches what the viewer can see. Resolves after a fetch that began no earlier than this call; calls that come
 * while one is under way share the next, so a burst of changes costs two fetches.
 */
export function refresh(session) {
  session.next ??= (session.fetching ?? Promise.resolve()).then(() => {
    session.next = undefined;
    session.fetching = fetchOnce(session);
    return session.fetching;
  });
  return session.next;
}

/** An answer for somebody the page no longer acts as is dropped. */
async function fetchOnce(session) {
  const { viewer } = session;
  const state = await fetchState(viewer);
  if (viewer !== session.viewer) return;
  session.linked = state.lost !== true;
  // The workspace was started anew: nothing shown here exists any more.
  if (state.ok && state.revision < (session.state?.revision ?? 0)) return location.reload();
  if (state.ok) {
    session.state = state;
    session.fetchedAt = Date.now();
  }
  session.render();
}

/** Does something as the viewer, then looks at what came of it. */
export async function doAs(session, deed, body) {
  const answer = await act(session.viewer, deed, body);
  await refresh(session);
  return answer;
}

/** The workspace's own clock: tests may have moved it. */
export function now(session) {
  return session.state.now + (Date.now() - session.fetchedAt);
}

/** Who looks, for everything that depends on the person: time zone, names, mentions. */
export function readerOf(session) {
  const { workspace, state } = session;
  const people = workspace.users.filter((user) => !user.is_bot && !user.deleted);
  return {
    zone: state.me.tz,
    now: () => now(session),
    isMe: (id) => id === state.me.id,
    nameOf: (sort, id) =>
      sort === "channel" ? channelOf(session, id)?.name : sort === "user" ? userOf(session, id)?.real_name : undefined,
    people: () => people.map(({ id, real_name: name }) => ({ id, name })),
    channels: () =>
      state.channels.filter(({ kind }) => kind !== "im").map(({ id, name }) => ({ id, name: `#${name}` })),
  };
}

export function userOf(session, id) {
  return session.workspace.users.find((user) => user.id === id);
}

export function channelOf(session, id) {
  return (
    session.state?.channels.find((channel) => channel.id === id) ??
    session.workspace.channels.find((channel) => channel.id === id)
  );
}

/** The app as people see it: the name of its bot user. */
export function appName({ workspace }) {
  return workspace.users.find((user) => user.id === workspace.app.user_id)?.real_name ?? workspace.app.name;
}

/** What a channel is called in lists and headings. */
export function channelTitle(session, channel) {
  if (channel.kind !== "im") return channel.name;
  return channel.im_user === session.viewer
    ? appName(session)
    : (userOf(session, channel.im_user)?.real_name ?? channel.name);
}
