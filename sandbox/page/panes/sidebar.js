import { avatar } from "../avatar.js";
import { fill, h, icon } from "../dom.js";
import { keepFocus } from "../keyed.js";
import { actAs, goToChannel, openHome, showSide } from "../moves.js";
import { appName, channelTitle } from "../session.js";
import { openMenu } from "./menu.js";

/** The purple side: workspace, who one acts as, channels, the app, and the two drawers. */
export function createSidebar(session) {
  const node = h("nav", { class: "sidebar", "aria-label": "Workspace" });
  let drawn = "";
  function update() {
    node.classList.toggle("sidebar-open", session.sidebarOpen);
    const channels = session.state.channels.map((channel) => ({ channel, ...unread(session, channel) }));
    const signature = JSON.stringify([
      channels,
      session.viewer,
      session.channel,
      session.home,
      session.side,
      session.state.app.online,
    ]);
    if (signature === drawn) return;
    drawn = signature;
    keepFocus(() => fill(node, head(session), switcher(session), lists(session, channels), foot(session)));
  }
  return { node, update };
}

function head(session) {
  const close = () => {
    session.sidebarOpen = false;
    session.render();
  };
  return h(
    "div",
    { class: "workspace" },
    h("strong", {}, session.workspace.team.name),
    h(
      "button",
      { type: "button", class: "tool close-sidebar", "aria-label": "Close the list", on: { click: close } },
      icon("close"),
    ),
  );
}

/** Whom the page acts as; each person has their own view, zone and private messages. */
function switcher(session) {
  const me = session.state.me;
  const people = session.workspace.users.filter((user) => user.can_act);
  const open = (event) =>
    openMenu(event.currentTarget, {
      label: "Act as",
      items: people.map((user) => ({
        text: user.real_name,
        about: aboutPerson(session, user),
        picture: avatar(user.real_name, { id: user.id, small: true }),
        checked: user.id === me.id,
        run: () => actAs(session, user.id),
      })),
    });
  return h(
    "button",
    { type: "button", class: "act-as", "aria-haspopup": "menu", data: { focus: "act-as" }, on: { click: open } },
    avatar(me.real_name, { id: me.id }),
    h("span", {}, h("span", { class: "act-as-hint" }, "You act as"), h("span", { class: "act-as-name" }, me.real_name)),
    h("span", { class: "caret", "aria-hidden": "true" }, "▾"),
  );
}

function aboutPerson(session, user) {
  const stranger = user.team_id !== session.workspace.team.id;
  return [stranger && "another organisation", user.is_restricted && "guest", user.tz].filter(Boolean).join(" · ");
}

function lists(session, channels) {
  const rooms = channels
    .filter(({ channel }) => channel.kind !== "im")
    .sort((a, b) => Number(b.channel.is_member) - Number(a.channel.is_member));
  const direct = channels.filter(({ channel }) => channel.kind === "im");
  const apps = [
    ...(session.workspace.has_home ? [homeButton(session)] : []),
    ...direct.map((room) => channelButton(session, room)),
  ];
  return h(
    "div",
    { class: "sidebar-lists" },
    h("h2", {}, "Channels"),
    h(
      "ul",
      {},
      rooms.map((room) => h("li", {}, channelButton(session, room))),
    ),
    apps.length > 0 && h("h2", {}, "Apps"),
    h(
      "ul",
      {},
      apps.map((button) => h("li", {}, button)),
    ),
  );
}

function channelButton(session, { channel, news, mentions }) {
  const name = channelTitle(session, channel);
  const here = !session.home && session.channel === channel.id;
  const classes = ["channel", news && !here && "channel-unread", !channel.is_member && "channel-other"]
    .filter(Boolean)
    .join(" ");
  const sign =
    channel.kind === "im"
      ? avatar(name, { id: channel.id, app: true, small: true })
      : channel.kind === "private"
        ? icon("lock")
        : "#";
  return h(
    "button",
    {
      type: "button",
      class: classes,
      "aria-current": here ? "page" : undefined,
      data: { focus: `channel|${channel.id}` },
      on: { click: () => goToChannel(session, channel.id) },
    },
    h("span", { class: "channel-sign", "aria-hidden": "true" }, sign),
    h("span", { class: "channel-name" }, channel.kind === "im" ? `${name} messages` : name),
    mentions > 0 && !here && h("span", { class: "badge", "aria-label": `${mentions} for you` }, String(mentions)),
  );
}

function homeButton(session) {
  const name = appName(session);
  const props = {
    type: "button",
    class: "channel",
    "aria-current": session.home ? "page" : undefined,
    data: { focus: "home" },
    on: { click: () => openHome(session) },
  };
  const dot = h("span", {
    class: session.state.app.online === false ? "presence" : "presence presence-on",
    "aria-hidden": "true",
  });
  return h(
    "button",
    props,
    h("span", { class: "channel-sign" }, avatar(name, { id: "app", app: true, small: true })),
    h("span", { class: "channel-name" }, `${name} home`),
    dot,
  );
}

function foot(session) {
  const drawer = (side, text) =>
    h(
      "button",
      {
        type: "button",
        class: "channel",
        "aria-expanded": String(session.side === side),
        data: { focus: side },
        on: { click: () => showSide(session, side) },
      },
      h("span", { class: "channel-sign", "aria-hidden": "true" }, side === "try" ? "▷" : "≡"),
      h("span", { class: "channel-name" }, text),
    );
  return h(
    "div",
    { class: "sidebar-foot" },
    session.workspace.panels.length > 0 && drawer("try", "Try it"),
    drawer("journal", "Journal"),
  );
}

/** What this person has not seen: bold for news, a number for what is meant for them. */
function unread(session, channel) {
  const seen = session.read.get(`${session.viewer}|${channel.id}`) ?? "0";
  const fresh = (session.state.messages[channel.id] ?? []).filter(
    ({ ts, user }) => ts > seen && user !== session.viewer,
  );
  const mine = fresh.filter(
    ({ text, ephemeral }) => channel.kind === "im" || ephemeral || text.includes(`<@${session.viewer}>`),
  );
  return { news: channel.is_member && fresh.length > 0, mentions: mine.length };
}
