import { fill, h, icon } from "../dom.js";
import { closeSide } from "../moves.js";

/** What can be tried, from the workspace: a click puts the text into the composer, ready to send. */
export function createTryIt(session, write) {
  const node = h("aside", { class: "side try-it", "aria-label": "Try it" });
  const close = h(
    "button",
    { type: "button", class: "tool", "aria-label": "Close the examples", on: { click: () => closeSide(session) } },
    icon("close"),
  );
  const head = h("header", { class: "pane-head" }, h("h2", { class: "pane-title" }, "Try it"), close);
  const intro = h(
    "p",
    { class: "quiet" },
    "Invented numbers and errors. A click puts one into the message box; Enter sends it.",
  );
  const put = (insert) => {
    session.home = false;
    if (matchMedia("(max-width: 800px)").matches) session.side = null;
    session.render();
    write(insert);
  };
  const panels = session.workspace.panels.map(({ title, rows }) =>
    h(
      "section",
      {},
      h("h3", {}, title),
      rows.map((row) => tryRow(row, put)),
    ),
  );
  fill(node, head, h("div", { class: "side-body" }, intro, panels));
  return {
    node,
    update() {
      node.hidden = session.side !== "try";
    },
  };
}

/** One example; where it can be tried in several ways (parts set apart by an empty line) each has its button. */
function tryRow({ label, text, insert }, put) {
  const parts = insert?.split(/\n\n(?=[/@])/) ?? [];
  return h(
    "div",
    { class: "try-row", role: "group", "aria-label": label },
    h("div", { class: "try-label" }, label),
    h("div", { class: "try-text" }, text),
    parts.map((part) =>
      h("button", { type: "button", class: "try-insert", title: part, on: { click: () => put(part) } }, oneLine(part)),
    ),
  );
}

function oneLine(text) {
  return text.replace(/\s+/g, " ");
}
