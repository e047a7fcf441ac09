import type { Local } from "../local.ts";
import { showChannelTo } from "../people/state-for.ts";
import { type Route, sendJson } from "./http.ts";

/** Something to try beside the conversation: texts to insert, and buttons that post to a route of this server. */
export type PanelRow = {
  label: string;
  text: string;
  insert?: string;
  /** How it stands now, in a word or two. */
  state?: string;
  /** What came of the last press, in a sentence. */
  note?: string;
  actions?: readonly PanelAction[];
};
export type PanelAction = { label: string; do: { post: string; body: object } };
export type Panel = { title: string; about?: string; rows: readonly PanelRow[] };
/** A function for panels that change: they are asked for again whenever the page learns of a change. */
export type Panels = readonly Panel[] | (() => readonly Panel[]);

/** `GET /_ui/workspace`: what does not change while a person looks. `GET /_ui/panels`: the panels as they are now. */
export function createWorkspaceRoute(local: Local, extraPanels: Panels): Route {
  const panels = () => (typeof extraPanels === "function" ? extraPanels() : extraPanels);
  return ({ response, url }) => {
    if (url.pathname === "/_ui/panels") {
      sendJson(response, 200, { ok: true, panels: panels() });
      return true;
    }
    if (url.pathname !== "/_ui/workspace") return false;
    const { state, manifest } = local;
    const users = state.users.map((user) => ({ ...user, can_act: !user.is_bot && !user.deleted }));
    const first = users.find((user) => user.can_act);
    const start = state.channels.find((channel) => channel.name === "general") ?? state.channels[0];
    sendJson(response, 200, {
      ok: true,
      team: { id: state.team.id, name: state.team.name },
      app: { id: state.app.id, name: manifest.appName, user_id: state.app.bot_user, bot_id: state.app.bot_id },
      users: users.sort((a, b) => Number(b.can_act) - Number(a.can_act)),
      channels: first ? state.channels.map((channel) => showChannelTo(first, channel)) : [],
      commands: manifest.commands.map(({ command, description, usage_hint }) => ({ command, description, usage_hint })),
      shortcuts: manifest.shortcuts,
      has_home: manifest.hasHome,
      panels: panels(),
      start: { user: first?.id ?? "", channel: start?.id ?? "" },
    });
    return true;
  };
}
