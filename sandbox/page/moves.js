import { doAs, refresh } from "./session.js";

/** Where a person can go on the page; each move is kept in the address, so a reload or a second tab lands there too. */
export function goToChannel(session, channel) {
  Object.assign(session, { channel, home: false, thread: null, sidebarOpen: false });
  settle(session);
}

export function openHome(session) {
  Object.assign(session, { home: true, thread: null, sidebarOpen: false });
  settle(session);
  void doAs(session, "home", { tab: "home" });
}

export function openThread(session, ts) {
  Object.assign(session, { thread: ts, side: "thread" });
  settle(session);
  document.querySelector(".thread textarea")?.focus();
}

export function showSide(session, side) {
  session.side = session.side === side ? null : side;
  if (side !== "thread") session.thread = null;
  session.sidebarOpen = false;
  settle(session);
}

export function closeSide(session) {
  Object.assign(session, { side: null, thread: null });
  settle(session);
  document.querySelector(".conversation textarea")?.focus();
}

/** Looks through another person's eyes; their open modals, ephemerals and zone come with them. */
export function actAs(session, viewer) {
  Object.assign(session, { viewer, state: undefined });
  settle(session);
  return refresh(session);
}

function settle(session) {
  const search = new URLSearchParams({ as: session.viewer, channel: session.channel });
  if (session.thread) search.set("thread", session.thread);
  history.replaceState(null, "", `?${search}`);
  session.render();
}

/** Where the address says the person stands. */
export function placeFromAddress() {
  const search = new URLSearchParams(location.search);
  return { as: search.get("as"), channel: search.get("channel") ?? undefined, thread: search.get("thread") };
}
