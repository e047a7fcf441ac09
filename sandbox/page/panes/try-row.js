import { press } from "../api.js";
import { h } from "../dom.js";
import { toast } from "./toast.js";

/** One example; where it can be tried in several ways (parts set apart by an empty line) each has its button. */
export function tryRow({ label, state, text, insert, note, actions = [] }, { put, pressed }) {
  const parts = insert?.split(/\n\n(?=[/@])/) ?? [];
  return h(
    "div",
    { class: "try-row", role: "group", "aria-label": state ? `${label}: ${state}` : label, tabindex: -1 },
    h("div", { class: "try-head" }, h("span", { class: "try-label" }, label), chip(state)),
    h("div", { class: "try-text" }, text),
    parts.map((part) =>
      h("button", { type: "button", class: "try-insert", title: part, on: { click: () => put(part) } }, oneLine(part)),
    ),
    actions.length > 0 &&
      h(
        "div",
        { class: "try-actions" },
        actions.map((action) => actionButton(action, pressed)),
      ),
    note && h("div", { class: "try-note" }, note),
  );
}

function chip(state) {
  return state && h("span", { class: "try-state" }, state);
}

/** A press that is under way cannot be pressed again; what came of it shows in the row. */
function actionButton({ label, do: deed }, pressed) {
  const click = async (event) => {
    const button = event.currentTarget;
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    const answer = await press(deed);
    button.removeAttribute("aria-busy");
    if (!answer.ok) toast(answer.error);
    await pressed();
  };
  return h("button", { type: "button", class: "button", on: { click } }, label);
}

function oneLine(text) {
  return text.replace(/\s+/g, " ");
}
