import { normaliseBlocks } from "../block-kit/normalise.ts";
import { checkView } from "../block-kit/validate.ts";
import { newHash, newId } from "../ids.ts";
import { asObject, asObjects, type JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import { findView } from "./find.ts";
import type { View } from "./state.ts";
import { keepKnown, stateValues } from "./values.ts";

export const MOST_VIEWS = 3;
const MOST_BYTES = 250_000;

/** Why Slack would refuse this view; `messages` in the words of views.*: incidentbot/incidentbot#328. */
export type ViewRefusal = { error: string; messages: readonly string[] };

export function refuseView(local: Local, view: JsonObject | undefined, exceptId?: string): ViewRefusal | undefined {
  if (!view) return { error: "invalid_arguments", messages: ["must provide an object [json-pointer:/view]"] };
  if (Buffer.byteLength(JSON.stringify(view)) > MOST_BYTES) return { error: "view_too_large", messages: [] };
  const problems = checkView(view);
  if (problems.length > 0) {
    return {
      error: "invalid_arguments",
      messages: problems.map((one) => `${one.message} [json-pointer:${one.pointer}]`),
    };
  }
  const externalId = typeof view.external_id === "string" && view.external_id !== "" ? view.external_id : undefined;
  const same = externalId === undefined ? undefined : findView(local.state, { external_id: externalId });
  return same && same.id !== exceptId ? { error: "duplicate_external_id", messages: [] } : undefined;
}

function bodyOf(view: JsonObject): JsonObject {
  return { ...view, blocks: normaliseBlocks(asObjects(view.blocks)) };
}

function create(local: Local, user: string, view: JsonObject, below: View | undefined): View {
  const id = newId("V");
  return {
    id,
    type: view.type === "home" ? "home" : "modal",
    user,
    hash: newHash(local.clock.now()),
    root_view_id: below?.root_view_id ?? id,
    previous_view_id: below?.id ?? null,
    body: bodyOf(view),
    entered: {},
    errors: {},
    trouble: null,
  };
}

/** A new stack of one. Whether a second views.open keeps the modal below is [unverified]; here it replaces the stack. */
export function openView(local: Local, user: string, view: JsonObject): View {
  const opened = create(local, user, view, undefined);
  local.state.stacks[user] = [opened];
  local.changed();
  return opened;
}

/** On top of the stack, or undefined when three are there. */
export function pushView(local: Local, user: string, view: JsonObject): View | undefined {
  const stack = local.state.stacks[user] ?? [];
  if (stack.length >= MOST_VIEWS) return undefined;
  const pushed = create(local, user, view, stack.at(-1));
  local.state.stacks[user] = [...stack, pushed];
  local.changed();
  return pushed;
}

/** New content in the same place; what was entered stays where both ids stayed. */
export function replaceView(local: Local, view: View, next: JsonObject): View {
  view.body = bodyOf(next);
  view.entered = keepKnown(asObjects(view.body.blocks), view.entered);
  view.hash = newHash(local.clock.now());
  view.errors = {};
  view.trouble = null;
  local.changed();
  return view;
}

export function publishHome(local: Local, user: string, next: JsonObject): View {
  const known = local.state.homes[user];
  if (known) return replaceView(local, known, next);
  const home = create(local, user, next, undefined);
  local.state.homes[user] = home;
  local.changed();
  return home;
}

export function closeView(local: Local, view: View): void {
  local.state.stacks[view.user] = (local.state.stacks[view.user] ?? []).filter((other) => other.id !== view.id);
  local.changed();
}

/** A view as the Web API and payloads show it. */
export function showView(local: Local, view: View): JsonObject {
  const { app, team } = local.state;
  const { body } = view;
  const blocks = asObjects(body.blocks);
  const modal = {
    title: asObject(body.title) ?? null,
    close: asObject(body.close) ?? null,
    submit: asObject(body.submit) ?? null,
    clear_on_close: body.clear_on_close ?? false,
    notify_on_close: body.notify_on_close ?? false,
    submit_disabled: body.submit_disabled ?? false,
  };
  return {
    id: view.id,
    team_id: team.id,
    type: view.type,
    blocks,
    private_metadata: body.private_metadata ?? "",
    callback_id: body.callback_id ?? "",
    state: { values: stateValues(blocks, view.entered) },
    hash: view.hash,
    ...(view.type === "modal" ? modal : {}),
    previous_view_id: view.previous_view_id,
    root_view_id: view.root_view_id,
    app_id: app.id,
    external_id: body.external_id ?? "",
    app_installed_team_id: team.id,
    bot_id: app.bot_id,
  };
}
