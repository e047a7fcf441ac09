import { h } from "../dom.js";
import { confirmDialog } from "../panes/confirm.js";

/**
 * What an element gets to work with: where it stands, its current value, and how to tell the app.
 * Values are kept by surface, block_id and action_id, as Slack's own client does: an update of the message keeps
 * what the viewer chose unless the ids change (slackapi/java-slack-sdk#762).
 */
export function createSlot(element, blockId, surface, kind, { dispatches = true, ids = {} } = {}) {
  const key = valueKey(surface, blockId, element.action_id);
  return {
    surface,
    key,
    ids,
    reader: surface.reader,
    domId: domId(key),
    focus: { focus: key, action: element.action_id, block: blockId },
    value: () => readValue(element, blockId, surface, kind),
    set: (value) => surface.values.set(key, value),
    /** Sends a block action, after the confirm dialog when there is one; false when the person thought better of it. */
    act: async (value, node) => {
      if (!dispatches) return true;
      if (element.confirm && !(await confirmDialog(element.confirm, surface.reader))) return false;
      await send(surface, { block_id: blockId, action_id: element.action_id, value }, node);
      return true;
    },
  };
}

/** What this viewer left in an element: typed here, else known to the workspace, else what the app wrote. */
export function readValue(element, blockId, surface, kind) {
  const key = valueKey(surface, blockId, element.action_id);
  if (surface.values.has(key)) return surface.values.get(key);
  const known = surface.state?.[blockId] ?? {};
  return element.action_id in known ? known[element.action_id] : kind.initial(element);
}

function valueKey(surface, blockId, actionId) {
  return `${surface.key}|${blockId}|${actionId}`;
}

/** Marks the element while the app works; a second press meanwhile does nothing, as in Slack. */
async function send(surface, action, node) {
  const frame = node?.closest(".element");
  if (frame?.getAttribute("aria-busy") === "true") return;
  frame?.setAttribute("aria-busy", "true");
  frame?.querySelector(".trouble")?.remove();
  const problem = await surface.act(action);
  frame?.removeAttribute("aria-busy");
  if (problem) frame?.append(troubleMark(problem));
}

/** The warning beside an element whose press was not answered. */
export function troubleMark(text) {
  return h("span", { class: "trouble", role: "alert" }, `⚠ ${text}`);
}

/** An id that may stand in `id`, `for` and `aria-labelledby`. */
export function domId(key) {
  return `x-${key.replace(/[^\w-]/g, "_")}`;
}

/** The attributes that tie a control to its label, hint and error. */
export function describedBy(slot, fallbackLabel) {
  const { label, hint, error } = slot.ids;
  return {
    "aria-labelledby": label,
    "aria-label": label ? undefined : fallbackLabel,
    "aria-describedby": [hint, error].filter(Boolean).join(" ") || undefined,
    "aria-invalid": error ? "true" : undefined,
  };
}
