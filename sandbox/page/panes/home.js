import { renderBlocks } from "../blocks/registry.js";
import { fill, h, icon } from "../dom.js";
import { keepFocus } from "../keyed.js";
import { appName } from "../session.js";
import { viewSurface } from "../surface.js";
import { valuesIn } from "./form.js";

/** The app's Home tab, as it was last published for the viewer. */
export function createHome(session) {
  const open = () => {
    session.sidebarOpen = true;
    session.render();
  };
  const menu = h(
    "button",
    { type: "button", class: "tool open-sidebar", "aria-label": "Channels and people", on: { click: open } },
    icon("menu"),
  );
  const head = h(
    "header",
    { class: "pane-head" },
    menu,
    h("h1", { class: "pane-title" }, appName(session)),
    h("div", { class: "topic" }, "Home"),
  );
  const body = h("div", { class: "home-body" });
  const node = h("main", { class: "home", "aria-label": "App Home" }, head, body);
  // Until the first state is there, only one of the two panes may be on the screen.
  node.hidden = true;
  let drawn = "";
  function update() {
    node.hidden = !session.home;
    const { home } = session.state;
    const { state: _, ...shown } = home ?? {};
    const signature = JSON.stringify([session.viewer, shown]);
    if (!session.home || signature === drawn) return;
    drawn = signature;
    keepFocus(() =>
      fill(
        body,
        home ? renderHome(session, home) : h("p", { class: "quiet" }, "The app has not published anything here yet."),
      ),
    );
  }
  return { node, update };
}

function renderHome(session, view) {
  const valuesNow = () => valuesIn(view, surface);
  const surface = viewSurface(session, view, { errors: view.errors, valuesNow });
  return renderBlocks(view.blocks, surface);
}
