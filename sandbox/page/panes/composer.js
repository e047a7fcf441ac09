import { problemWith } from "../api.js";
import { h, icon } from "../dom.js";
import { appName, doAs } from "../session.js";
import { openMenu } from "./menu.js";
import { createSuggestionBox, suggestionsFor } from "./suggestions.js";
import { toast } from "./toast.js";

/**
 * The box to write in. It is built once and never rebuilt, so no update can take the focus or the text;
 * `update` only says where it stands. Drafts belong to viewer, channel and thread.
 */
export function createComposer(session, id) {
  let place = null;
  const text = h("textarea", {
    rows: 1,
    class: "composer-text",
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": id,
    "aria-expanded": "false",
  });
  const note = h("div", { class: "composer-note", role: "alert" });
  const box = createSuggestionBox(id, (item) => write(item.fill));
  const bolt = button("bolt", "Shortcuts", (event) => openShortcuts(session, event.currentTarget));
  const send = button("send", "Send now", () => submit());
  const node = h(
    "div",
    { class: "composer" },
    box.node,
    h("div", { class: "composer-frame" }, text, h("div", { class: "composer-bar" }, bolt, send)),
    note,
  );

  const key = () => `${session.viewer}|${place.channel}|${place.thread ?? ""}`;
  function changed() {
    session.drafts.set(key(), text.value);
    send.disabled = text.value.trim() === "";
    grow(text);
    suggest();
  }
  function suggest() {
    box.show(document.activeElement === text ? suggestionsFor(session, text.value, text.selectionStart) : []);
    mark();
  }
  function mark() {
    text.setAttribute("aria-expanded", String(box.isOpen()));
    text.setAttribute("aria-activedescendant", box.activeId() ?? "");
  }
  function write(value) {
    text.value = value;
    text.focus();
    text.setSelectionRange(value.length, value.length);
    changed();
  }
  async function submit() {
    const sent = text.value.trim();
    if (sent === "") return;
    const from = { key: key(), place };
    note.textContent = "";
    text.value = "";
    changed();
    const problem = await deliver(session, from.place, sent);
    if (!problem) return;
    if (key() === from.key && text.value === "") write(sent);
    note.textContent = problem;
  }
  function onKey(event) {
    if (event.isComposing) return;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (box.isOpen() && move) {
      event.preventDefault();
      box.move(move);
      mark();
    } else if (
      box.isOpen() &&
      (event.key === "Tab" ||
        (event.key === "Enter" && !event.shiftKey && (box.wasMoved() || !isWhole(session, text.value))))
    ) {
      event.preventDefault();
      box.choose();
    } else if (box.isOpen() && event.key === "Escape") {
      event.stopPropagation();
      box.show([]);
      mark();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void submit();
    }
  }
  text.addEventListener("input", changed);
  text.addEventListener("keydown", onKey);
  text.addEventListener("blur", () => box.show([]));

  return {
    node,
    write,
    update(next, label) {
      const before = place && key();
      place = next;
      text.setAttribute("aria-label", label);
      text.placeholder = label;
      if (key() === before) return;
      text.value = session.drafts.get(key()) ?? "";
      note.textContent = "";
      changed();
    },
  };
}

/** As tall as its text, up to a point; an empty one is left to the style sheet, since a placeholder counts as text. */
function grow(text) {
  text.style.height = "";
  if (text.value !== "") text.style.height = `${Math.min(text.scrollHeight, 240)}px`;
}

function button(picture, label, run) {
  return h(
    "button",
    {
      type: "button",
      class: `composer-button composer-${picture}`,
      "aria-label": label,
      title: label,
      on: { click: run },
    },
    icon(picture),
  );
}

/** Enter sends a command that stands there whole (`/waba `, `/waba tickets`) and completes one that does not. */
function isWhole(session, text) {
  const [name, word] = text.split(" ");
  const command = session.workspace.commands.find((one) => one.command === name);
  if (!command) return false;
  if (word === undefined) return !command.usage_hint;
  return word === "" || suggestionsFor(session, text, text.length).every(({ label }) => label === text.trim());
}

/** Sends what was written; the problem in words when it could not be sent. */
async function deliver(session, { channel, thread }, text) {
  const where = thread ? { channel, thread_ts: thread } : { channel };
  const answer = await doAs(session, /^\/[a-z]/i.test(text) ? "slash" : "say", { ...where, text });
  return answer.ok ? undefined : answer.error;
}

function openShortcuts(session, anchor) {
  const shortcuts = session.workspace.shortcuts.filter(({ type }) => type === "global");
  const run = async (shortcut) => {
    const problem = problemWith(await doAs(session, "shortcut", { callback_id: shortcut.callback_id }));
    if (problem) toast(`${shortcut.name}: ${problem}`);
  };
  const items = shortcuts.map((shortcut) => ({
    text: shortcut.name,
    about: shortcut.description,
    run: () => run(shortcut),
  }));
  openMenu(anchor, { label: "Shortcuts", items: [{ heading: appName(session) }, ...items] });
}
