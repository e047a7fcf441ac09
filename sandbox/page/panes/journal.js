import { fetchJournal } from "../api.js";
import { h, icon } from "../dom.js";
import { clockTime } from "../format/zoned-time.js";
import { closeSide } from "../moves.js";
import { readerOf } from "../session.js";

const KEPT = 500;

/** Everything that went between the workspace and the app; red is what the real Slack would have refused. */
export function createJournal(session) {
  const list = h("ol", { class: "journal-list", role: "log", "aria-label": "Journal" });
  const redOnly = h("input", {
    type: "checkbox",
    on: { change: () => list.classList.toggle("journal-red-only", redOnly.checked) },
  });
  const close = h(
    "button",
    { type: "button", class: "tool", "aria-label": "Close journal", on: { click: () => closeSide(session) } },
    icon("close"),
  );
  const head = h(
    "header",
    { class: "pane-head" },
    h("h2", { class: "pane-title" }, "Journal"),
    h("label", { class: "topic" }, redOnly, " only red"),
    close,
  );
  const node = h("aside", { class: "side journal", "aria-label": "Journal", hidden: true }, head, list);
  let last = 0;
  let asking = false;
  let missed = false;
  function update() {
    const opens = node.hidden && session.side === "journal";
    node.hidden = session.side !== "journal";
    if (opens) startAnew();
    // What happens while an answer is on its way is not in it.
    if (asking) missed = true;
    else if (!node.hidden) void load();
  }
  function startAnew() {
    last = 0;
    list.replaceChildren();
  }
  async function load() {
    asking = true;
    const answer = await fetchJournal(last);
    asking = false;
    for (const entry of answer.entries ?? []) {
      if (entry.n <= last) continue;
      last = entry.n;
      list.prepend(row(entry, readerOf(session)));
    }
    while (list.children.length > KEPT) list.lastChild.remove();
    if (!missed) return;
    missed = false;
    update();
  }
  return { node, update };
}

function row(entry, reader) {
  const detail = entry.detail === undefined ? "" : JSON.stringify(entry.detail, null, 2);
  const summary = h(
    "summary",
    {},
    h("span", { class: "journal-time" }, clockTime(entry.at, reader.zone, true)),
    h("span", { class: `journal-kind journal-${entry.kind}` }, entry.kind),
    h("span", { class: "journal-title" }, entry.title),
    entry.ms !== undefined && h("span", { class: "journal-ms" }, `${Math.round(entry.ms)} ms`),
    entry.error && h("span", { class: "journal-error" }, entry.error),
  );
  return h(
    "li",
    { class: entry.red ? "journal-row journal-red" : "journal-row" },
    h("details", {}, summary, h("pre", {}, detail)),
  );
}
