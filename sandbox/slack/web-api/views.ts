import { asObject, asObjects, type JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import { findView } from "../state/find.ts";
import type { View } from "../state/state.ts";
import { takeTrigger } from "../state/triggers.ts";
import { openView, publishHome, pushView, refuseView, replaceView, showView } from "../state/views.ts";
import { type Answer, type Call, complain, done, fail, invalidArguments, type Method, textArg } from "./method.ts";
import { tellUnsupported } from "./unsupported.ts";

function check(local: Local, args: JsonObject, exceptId?: string): JsonObject | Answer {
  const view = asObject(args.view);
  const refusal = refuseView(local, view, exceptId);
  if (!refusal && view) {
    tellUnsupported(local, asObjects(view.blocks));
    return view;
  }
  if (refusal?.error === "invalid_arguments") return invalidArguments(refusal.messages);
  return fail(refusal?.error ?? "invalid_arguments");
}

const isAnswer = (value: JsonObject): value is Answer => typeof value.ok === "boolean";

function shown(local: Local, view: View): Answer {
  return done({ view: showView(local, view) });
}

function openOrPush({ local, args }: Call, how: "open" | "push"): Answer {
  const view = check(local, args);
  if (isAnswer(view)) return view;
  if (view.type !== "modal") return invalidArguments(["must be a modal [json-pointer:/view/type]"]);
  const taken = takeTrigger(local, textArg(args, "trigger_id"));
  if (!taken.ok) return fail(taken.error);
  if (how === "open" && taken.trigger.view_id !== undefined) {
    // Slack answers ok and often shows nothing. slackapi/bolt-js#1072 #639, slackapi/bolt-python#481
    complain(local, "views.open with a trigger from inside a modal: push or update instead");
  }
  if (how === "open") return shown(local, openView(local, taken.trigger.user, view));
  const isOpen = taken.trigger.view_id !== undefined && findView(local.state, { id: taken.trigger.view_id });
  if (!isOpen) return fail("not_found");
  const pushed = pushView(local, taken.trigger.user, view);
  return pushed ? shown(local, pushed) : fail("push_limit_reached");
}

function update({ local, args }: Call): Answer {
  const id = textArg(args, "view_id");
  const externalId = textArg(args, "external_id");
  if (!id && !externalId) return invalidArguments(["must provide view_id or external_id"]);
  const known = findView(local.state, id ? { id } : { external_id: externalId ?? "" });
  if (!known) return fail("not_found");
  const view = check(local, args, known.id);
  if (isAnswer(view)) return view;
  const hash = textArg(args, "hash");
  if (hash !== undefined && hash !== known.hash) return fail("hash_conflict");
  return shown(local, replaceView(local, known, view));
}

function publish({ local, args }: Call): Answer {
  const user = textArg(args, "user_id") ?? "";
  if (!local.state.users.some((one) => one.id === user)) return fail("user_not_found");
  if (!local.manifest.hasHome) return fail("not_enabled");
  const known = local.state.homes[user];
  const view = check(local, args, known?.id);
  if (isAnswer(view)) return view;
  if (view.type !== "home") return invalidArguments(["must be a home view [json-pointer:/view/type]"]);
  const hash = textArg(args, "hash");
  if (hash !== undefined && known && hash !== known.hash) return fail("hash_conflict");
  return shown(local, publishHome(local, user, view));
}

export const VIEWS: Readonly<Record<string, Method>> = {
  "views.open": {
    args: ["trigger_id", "interactivity_pointer", "view"],
    required: ["trigger_id", "view"],
    perMinute: 100,
    run: (call) => openOrPush(call, "open"),
  },
  "views.push": {
    args: ["trigger_id", "interactivity_pointer", "view"],
    required: ["trigger_id", "view"],
    perMinute: 100,
    run: (call) => openOrPush(call, "push"),
  },
  "views.update": { args: ["view_id", "external_id", "view", "hash"], required: ["view"], perMinute: 100, run: update },
  "views.publish": { args: ["user_id", "view", "hash"], required: ["user_id", "view"], perMinute: 100, run: publish },
};
