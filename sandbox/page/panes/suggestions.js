import { h } from "../dom.js";
import { slashSuggestions } from "../format/usage-hint.js";

/** What could complete the text before the caret: commands, subcommands, or people after an `@`. */
export function suggestionsFor(session, text, caret) {
  if (text.startsWith("/")) return slashSuggestions(text, session.workspace.commands);
  const typed = /(?:^|\s)@([\p{L}\d._-]*)$/u.exec(text.slice(0, caret));
  if (!typed) return [];
  const start = caret - typed[1].length - 1;
  return session.workspace.users
    .filter(
      (user) =>
        !user.deleted &&
        `${user.real_name} ${user.name}`
          .toLowerCase()
          .split(" ")
          .some((word) => word.startsWith(typed[1].toLowerCase())),
    )
    .sort((a, b) => Number(b.is_bot) - Number(a.is_bot))
    .slice(0, 6)
    .map((user) => ({
      label: `@${user.name}`,
      hint: user.is_bot ? "app" : user.real_name,
      about: "",
      fill: `${text.slice(0, start)}@${user.name} ${text.slice(caret)}`,
    }));
}

/** The list above the composer; the composer keeps the focus and moves through it with the arrows. */
export function createSuggestionBox(id, choose) {
  const node = h("div", { class: "suggestions", role: "listbox", id, "aria-label": "Suggestions", hidden: true });
  let items = [];
  let at = 0;
  let moved = false;
  const box = {
    node,
    isOpen: () => !node.hidden,
    wasMoved: () => moved,
    activeId: () => (node.hidden ? undefined : `${id}-${at}`),
    show(next) {
      items = next;
      at = 0;
      moved = false;
      node.hidden = items.length === 0;
      draw();
    },
    move(step) {
      moved = true;
      at = (at + step + items.length) % items.length;
      draw();
    },
    choose: () => choose(items[at]),
  };
  function draw() {
    node.replaceChildren(...items.map((item, index) => row(item, index)));
    node.children[at]?.scrollIntoView({ block: "nearest" });
  }
  function row(item, index) {
    const take = (event) => {
      event.preventDefault();
      choose(item);
    };
    return h(
      "div",
      {
        role: "option",
        id: `${id}-${index}`,
        class: "suggestion",
        "aria-selected": String(index === at),
        on: { mousedown: take },
      },
      h("span", { class: "suggestion-label" }, item.label),
      h("span", { class: "suggestion-hint" }, item.hint),
      item.about !== "" && h("span", { class: "suggestion-about" }, item.about),
    );
  }
  return box;
}
