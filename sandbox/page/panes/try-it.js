import { fill, h, icon } from "../dom.js";
import { closeSide } from "../moves.js";

/** What can be tried, from the workspace: a click puts the text into the composer, ready to send. */
export function createTryIt(session, write) {
  const node = h("aside", { class: "side try-it", "aria-label": "Try it" });
  const close = h(
    "button",
    { type: "button", class: "tool", "aria-label": "Close", on: { click: () => closeSide(session) } },
    icon("close"),
  );
  const head = h("header", { class: "pane-head" }, h("h2", { class: "pane-title" }, "Try it"), close);
  const intro = h(
    "p",
    { class: "quiet" },
    "Invented numbers and errors. A click puts one into the message box; Enter sends it.",
  );
  const row = ({ label, text, insert }) => {
    const put = () => {
      if (session.home) Object.assign(session, { home: false });
      if (matchMedia("(max-width: 800px)").matches) session.side = null;
      session.render();
      write(insert);
    };
    const inside = [h("span", { class: "try-label" }, label), h("span", { class: "try-text" }, text)];
    return insert === undefined
      ? h("div", { class: "try-row" }, inside)
      : h("button", { type: "button", class: "try-row", title: insert, on: { click: put } }, inside);
  };
  const panels = session.workspace.panels.map(({ title, rows }) => h("section", {}, h("h3", {}, title), rows.map(row)));
  fill(node, head, h("div", { class: "side-body" }, intro, panels));
  return {
    node,
    update() {
      node.hidden = session.side !== "try";
    },
  };
}
