import { problemWith } from "../api.js";
import { renderBlocks } from "../blocks/registry.js";
import { fill, h, icon } from "../dom.js";
import { withEmoji } from "../format/emoji.js";
import { keepFocus } from "../keyed.js";
import { appName, doAs } from "../session.js";
import { viewSurface } from "../surface.js";
import { problemsIn, valuesIn } from "./form.js";

/** The modals of the viewer: one dialog that shows the top of the stack. A native dialog keeps the focus inside. */
export function createModals(session) {
  const dialog = h("dialog", { class: "dialog modal", "aria-labelledby": "modal-title" });
  let drawn = "";
  let returnTo = null;
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (dialog.querySelector(".menu")) return;
    const view = session.state.views.at(-1);
    if (view) void closeView(session, view, false);
  });
  function update() {
    const { views } = session.state;
    const view = views.at(-1);
    if (!view) return hide();
    const local = session.errors.get(view.id);
    const { state: _, ...shown } = view;
    const signature = JSON.stringify([session.viewer, shown, views.length, local]);
    if (signature === drawn) return;
    const newView = dialog.dataset.view !== view.id;
    drawn = signature;
    dialog.dataset.view = view.id;
    if (!dialog.open) {
      returnTo = document.activeElement;
      dialog.showModal();
    }
    keepFocus(() => fill(dialog, renderView(session, view, views.length, local)));
    if (newView) focusFirst(dialog);
    else dialog.querySelector("[aria-invalid]")?.focus();
  }
  function hide() {
    if (!dialog.open) return;
    drawn = "";
    delete dialog.dataset.view;
    dialog.close();
    fill(dialog);
    if (returnTo?.isConnected) returnTo.focus();
  }
  return { node: dialog, update };
}

function renderView(session, view, depth, local) {
  const valuesNow = () => valuesIn(view, surface);
  const surface = viewSurface(session, view, { errors: local?.fields ?? view.errors, valuesNow });
  const trouble = local?.trouble ?? view.trouble;
  const onSubmit = (event) => {
    event.preventDefault();
    void submit(session, view, surface, event.currentTarget);
  };
  const closeButton = (text, all, props) =>
    h("button", { type: "button", ...props, on: { click: () => closeView(session, view, all) } }, text);
  return h(
    "form",
    { novalidate: true, on: { submit: onSubmit } },
    h(
      "header",
      {},
      depth > 1 && closeButton(icon("back"), false, { class: "tool", "aria-label": "Back" }),
      h("h2", { id: "modal-title" }, withEmoji(view.title?.text ?? "")),
      closeButton(icon("close"), true, { class: "tool", "aria-label": "Close" }),
    ),
    h(
      "div",
      { class: "dialog-body" },
      trouble && h("div", { class: "alert alert-error", role: "alert" }, `⚠ ${trouble}`),
      renderBlocks(view.blocks, surface),
    ),
    (view.submit || view.close) &&
      h(
        "footer",
        {},
        h("span", { class: "made-by" }, appName(session)),
        closeButton(withEmoji(view.close?.text ?? (view.submit ? "Cancel" : "Close")), false, { class: "button" }),
        view.submit && h("button", { type: "submit", class: "button button-primary" }, withEmoji(view.submit.text)),
      ),
  );
}

/** Checks what Slack's client checks, then sends; whatever comes back is shown with the input still in place. */
async function submit(session, view, surface, form) {
  if (form.getAttribute("aria-busy") === "true") return;
  const fields = problemsIn(view, surface);
  if (Object.keys(fields).length > 0) {
    session.errors.set(view.id, { fields });
    return session.render();
  }
  form.setAttribute("aria-busy", "true");
  const answer = await doAs(session, "submit", { view_id: view.id, values: valuesIn(view, surface) });
  form.removeAttribute("aria-busy");
  const problem = answer.errors || answer.trouble ? undefined : problemWith(answer);
  if (problem) session.errors.set(view.id, { trouble: problem });
  else session.errors.delete(view.id);
  session.render();
}

function closeView(session, view, all) {
  return doAs(session, "close", all ? { view_id: view.id, all: true } : { view_id: view.id });
}

function focusFirst(dialog) {
  const first =
    dialog.querySelector("[data-autofocus=true]") ??
    dialog.querySelector(".dialog-body :is(input, textarea, select, button)");
  (first ?? dialog.querySelector("footer button:last-child") ?? dialog).focus();
}
