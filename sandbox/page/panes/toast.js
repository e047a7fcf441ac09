import { h } from "../dom.js";

const STAYS_MS = 6000;

/** A short notice at the foot of the page for what has no place of its own. */
export function toast(text) {
  const note = h("div", { class: "toast", role: "alert" }, text);
  document.body.append(note);
  setTimeout(() => note.remove(), STAYS_MS);
}
