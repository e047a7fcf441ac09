import { fetchPanels } from "../api.js";
import { fill, h, icon } from "../dom.js";
import { syncChildren } from "../keyed.js";
import { closeSide } from "../moves.js";
import { tryRow } from "./try-row.js";

/** What can be tried, from the workspace: a click puts the text into the composer, ready to send. */
export function createTryIt(session, write) {
  const node = h("aside", { class: "side try-it", "aria-label": "Try it", hidden: true });
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
  const sections = h("div", {});
  fill(node, head, h("div", { class: "side-body" }, intro, sections));
  const put = (insert) => {
    session.home = false;
    if (matchMedia("(max-width: 800px)").matches) session.side = null;
    session.render();
    write(insert);
  };
  let seen = 0;

  /** Panels may change with anything that happens in the workspace, so they are asked for again while they show. */
  async function load() {
    const answer = await fetchPanels();
    if (answer.ok) show(sections, answer.panels, { put, pressed: load });
  }

  show(sections, session.workspace.panels, { put, pressed: load });
  return {
    node,
    update() {
      node.hidden = session.side !== "try";
      if (node.hidden || seen === session.state.revision) return;
      seen = session.state.revision;
      void load();
    },
  };
}

function show(sections, panels, does) {
  const row = document.activeElement?.closest?.(".try-row");
  const control = document.activeElement?.textContent;
  syncChildren(sections, panels, {
    keyOf: ({ title }) => title,
    signatureOf: ({ about }) => about ?? "",
    build: ({ title, about }) =>
      h("section", {}, h("h3", {}, title), about && h("p", { class: "quiet" }, about), h("div", {})),
  });
  for (const [nth, { rows }] of panels.entries()) {
    syncChildren(sections.children[nth].lastChild, rows, {
      keyOf: ({ label }) => label,
      signatureOf: JSON.stringify,
      build: (one) => tryRow(one, does),
    });
  }
  if (row && !row.isConnected) focusAgain(sections, row.keyedBy, control);
}

/** The row was built anew under somebody's finger: the same control has the focus, or else the row. */
function focusAgain(sections, label, control) {
  const row = [...sections.querySelectorAll(".try-row")].find(({ keyedBy }) => keyedBy === label);
  const again = [...(row?.querySelectorAll("button") ?? [])].find(({ textContent }) => textContent === control);
  (again ?? row)?.focus({ preventScroll: true });
}
