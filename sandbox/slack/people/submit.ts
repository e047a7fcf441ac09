import { asObject, asObjects, asText, type Json, type JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import { findView } from "../state/find.ts";
import type { User, View } from "../state/state.ts";
import { newTrigger } from "../state/triggers.ts";
import { enter, stateValues } from "../state/values.ts";
import { closeView, pushView, refuseView, replaceView, showView } from "../state/views.ts";
import { complain } from "../web-api/method.ts";
import { TROUBLE } from "./action.ts";
import { type Act, cannot } from "./answer.ts";
import { payloadHead } from "./payload.ts";
import { clientErrors } from "./required.ts";

function leaveOpen(local: Local, view: View, why: string): undefined {
  view.trouble = TROUBLE;
  local.changed();
  if (why) complain(local, why);
}

function showErrors(local: Local, view: View, errors: JsonObject): undefined {
  const inputs = asObjects(view.body.blocks).filter((block) => block.type === "input");
  const known = inputs.map((block) => block.block_id);
  const stray = Object.keys(errors).filter((id) => !known.includes(id));
  // Slack shows nothing of these: the person sees the trouble text only. slackapi/bolt-python#241
  if (stray.length > 0) return leaveOpen(local, view, `response_action errors for no input: ${stray.join(", ")}`);
  view.errors = Object.fromEntries(Object.entries(errors).map(([id, text]) => [id, String(text)]));
  local.changed();
}

/** No API error tells the app that its view was bad; here it is red. slackapi/bolt-python#241, slackapi/slack-cli#144 */
function showNext(local: Local, view: View, action: "update" | "push", next: JsonObject | undefined): undefined {
  const refusal = refuseView(local, next, action === "update" ? view.id : undefined);
  if (refusal || !next) {
    return leaveOpen(
      local,
      view,
      `response_action ${action}: ${[refusal?.error, ...(refusal?.messages ?? [])].join(" · ")}`,
    );
  }
  if (action === "update") replaceView(local, view, next);
  else if (!pushView(local, view.user, next)) leaveOpen(local, view, "response_action push: push_limit_reached");
}

function clear(local: Local, view: View): undefined {
  local.state.stacks[view.user] = [];
  local.changed();
}

function follow(local: Local, view: View, answer: Json | undefined): undefined {
  const body = asObject(answer);
  const action = body?.response_action;
  if (answer === undefined || answer === "") closeView(local, view);
  else if (action === "clear") clear(local, view);
  else if (action === "errors") showErrors(local, view, asObject(body?.errors) ?? {});
  else if (action === "update" || action === "push") showNext(local, view, action, asObject(body?.view));
  else leaveOpen(local, view, `view_submission was answered with something Slack does not know: ${String(action)}`);
}

/** A person submits a form. Required inputs are checked before the app hears of it, as the client does. */
export async function submit(local: Local, user: User, body: JsonObject): Promise<Act> {
  const view = findView(local.state, { id: asText(body.view_id) ?? "-" });
  if (!view || view.user !== user.id || view.type !== "modal") return cannot("That window is closed.");
  const blocks = asObjects(view.body.blocks);
  const entry = enter(blocks, view.entered, asObject(body.values) ?? {});
  if (!entry.ok) return cannot(entry.error);
  view.entered = entry.entered;
  view.trouble = null;
  view.errors = clientErrors(blocks, stateValues(blocks, view.entered));
  local.changed();
  if (Object.keys(view.errors).length > 0) return { ok: true, outcome: "acked", closed: false, errors: view.errors };

  const head = payloadHead(local, "view_submission", user);
  const trigger_id = newTrigger(local, user.id, view.id);
  const payload = { ...head, trigger_id, view: showView(local, view), response_urls: [] };
  const { outcome, answer } = await local.deliver({ envelope: "interactive", payload, acceptsResponse: true });
  // The app may have changed or closed it meanwhile.
  const now = findView(local.state, { id: view.id });
  if (now && outcome === "acked") follow(local, now, answer);
  else if (now) leaveOpen(local, now, "");
  const after = findView(local.state, { id: view.id });
  return {
    ok: true,
    outcome,
    closed: !after,
    ...(after && Object.keys(after.errors).length > 0 ? { errors: after.errors } : {}),
    ...(after?.trouble ? { trouble: after.trouble } : {}),
  };
}

/** A person closes a form; the app hears of it only when it asked to. */
export async function close(local: Local, user: User, body: JsonObject): Promise<Act> {
  const view = findView(local.state, { id: asText(body.view_id) ?? "-" });
  if (!view || view.user !== user.id || view.type !== "modal") return cannot("That window is closed.");
  const isCleared = body.all === true || view.body.clear_on_close === true;
  const payload = { ...payloadHead(local, "view_closed", user), view: showView(local, view), is_cleared: isCleared };
  if (isCleared) local.state.stacks[user.id] = [];
  else closeView(local, view);
  local.changed();
  if (view.body.notify_on_close !== true) return { ok: true, outcome: "acked" };
  const { outcome } = await local.deliver({ envelope: "interactive", payload, acceptsResponse: false });
  return { ok: true, outcome };
}
