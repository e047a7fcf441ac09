import { placedElements } from "../block-kit/elements-of.ts";
import type { Outcome } from "../delivery/outgoing.ts";
import { asObjects, type JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import { findChannel, findUser, findVisible } from "../state/find.ts";
import type { Message, View } from "../state/state.ts";
import type { ShortValues } from "../state/values.ts";
import { perform } from "./perform.ts";

/** What an act came to. `error` is a sentence when the workspace itself refused it. */
export type Did = {
  ok: boolean;
  error?: string;
  outcome?: Outcome;
  closed?: boolean;
  errors?: Record<string, string>;
  trouble?: string;
  message?: { ts: string; text: string };
};

/** Where an element is: in a message, or in the view on top (or the one named). `block_id` may be left out. */
export type Where = { channel?: string; ts?: string; view_id?: string; block_id?: string; action_id: string };

/** One person of the workspace, as tests drive them; the same acts as `/_human/<user>/…`. */
export type Human = {
  say(body: { channel: string; text: string; thread_ts?: string } & JsonObject): Promise<Did>;
  slash(body: { channel: string; text: string; thread_ts?: string }): Promise<Did>;
  clickButton(where: Where): Promise<Did>;
  select(where: Where & { value: JsonObject[string] }): Promise<Did>;
  submitView(values?: ShortValues, viewId?: string): Promise<Did>;
  closeView(viewId?: string): Promise<Did>;
  messageShortcut(where: { callback_id: string; channel: string; ts: string }): Promise<Did>;
  globalShortcut(callbackId: string): Promise<Did>;
  openHome(): Promise<Did>;
  join(channel: string): Promise<Did>;
  /** The open modals, the top one last. */
  views(): readonly View[];
  home(): View | undefined;
  ephemerals(): readonly Message[];
};

export function createHuman(local: Local, who: string): Human {
  const id = (): string => findUser(local.state, who)?.id ?? who;
  const stack = (): readonly View[] => local.state.stacks[id()] ?? [];
  const top = (): string => stack().at(-1)?.id ?? "none";

  async function go(what: string, body: JsonObject): Promise<Did> {
    return ((await perform(local, who, what, body)) ?? { ok: false, error: `People cannot ${what}.` }) as Did;
  }

  function blocksAt(where: Where): readonly JsonObject[] {
    if (where.channel === undefined) {
      const view = [...stack(), local.state.homes[id()]].find((one) => one?.id === (where.view_id ?? top()));
      return asObjects(view?.body.blocks);
    }
    const channel = findChannel(local.state, where.channel)?.id ?? where.channel;
    return findVisible(local.state, id(), channel, where.ts ?? "")?.blocks ?? [];
  }

  function act(where: Where & { value?: JsonObject[string] }): Promise<Did> {
    const placed = placedElements(blocksAt(where)).find(
      (one) => one.action_id === where.action_id && (where.block_id === undefined || one.block_id === where.block_id),
    );
    const place = where.channel === undefined ? { view_id: where.view_id ?? top() } : {};
    return go("action", { ...where, ...place, block_id: placed?.block_id ?? where.block_id ?? "" });
  }

  return {
    say: (body) => go("say", body),
    slash: (body) => go("slash", body),
    clickButton: act,
    select: act,
    submitView: (values = {}, viewId = top()) => go("submit", { view_id: viewId, values }),
    closeView: (viewId = top()) => go("close", { view_id: viewId }),
    messageShortcut: (where) => go("shortcut", where),
    globalShortcut: (callbackId) => go("shortcut", { callback_id: callbackId }),
    openHome: () => go("home", {}),
    join: (channel) => go("join", { channel }),
    views: stack,
    home: () => local.state.homes[id()],
    ephemerals: () => local.state.ephemerals.filter((message) => message.ephemeral_to === id()),
  };
}
