import { h } from "../dom.js";
import { textObject } from "../format/mrkdwn.js";

/** The confirm dialog of an element; true when the person goes on. */
export function confirmDialog(confirm, reader) {
  return new Promise((resolve) => {
    const style = confirm.style === "danger" ? "button-danger" : "button-primary";
    const button = (kind, text, answer) =>
      h(
        "button",
        { type: "button", class: `button ${kind}`, on: { click: () => finish(answer) } },
        textObject(text, reader),
      );
    const title = h("h2", { id: "confirm-title" }, textObject(confirm.title, reader));
    const accept = button(style, confirm.confirm ?? { type: "plain_text", text: "Yes" }, true);
    const deny = button("", confirm.deny ?? { type: "plain_text", text: "Cancel" }, false);
    const dialog = h(
      "dialog",
      { class: "dialog confirm", "aria-labelledby": "confirm-title" },
      h("header", {}, title),
      h("div", { class: "dialog-body" }, textObject(confirm.text, reader)),
      h("footer", {}, deny, accept),
    );
    const finish = (answer) => {
      dialog.remove();
      before?.focus();
      resolve(answer);
    };
    const before = document.activeElement;
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      finish(false);
    });
    document.body.append(dialog);
    dialog.showModal();
    accept.focus();
  });
}
