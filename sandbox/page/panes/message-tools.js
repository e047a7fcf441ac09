import { problemWith } from "../api.js";
import { h, icon } from "../dom.js";
import { appName, doAs } from "../session.js";
import { openMenu } from "./menu.js";
import { toast } from "./toast.js";

/** The bar that appears over a message: reply, and the app's message shortcuts behind the three dots. */
export function messageTools(session, message, reply) {
  const shortcuts = session.workspace.shortcuts.filter(({ type }) => type === "message");
  const run = async (shortcut) => {
    const answer = await doAs(session, "shortcut", {
      callback_id: shortcut.callback_id,
      channel: message.channel,
      ts: message.ts,
    });
    const problem = problemWith(answer);
    if (problem) toast(`${shortcut.name}: ${problem}`);
  };
  const more = (event) =>
    openMenu(event.currentTarget, {
      label: "Message shortcuts",
      align: "end",
      items: shortcuts.map((shortcut) => ({
        text: shortcut.name,
        about: appName(session),
        run: () => run(shortcut),
      })),
    });
  return h(
    "div",
    { class: "tools", role: "group", "aria-label": "Message actions" },
    reply && tool("thread", "Reply in thread", reply),
    shortcuts.length > 0 && tool("more", "More actions", more, true),
  );
}

function tool(picture, label, run, opensMenu = false) {
  const menu = opensMenu ? { "aria-haspopup": "menu" } : {};
  return h(
    "button",
    { type: "button", class: "tool", "aria-label": label, title: label, ...menu, on: { click: run } },
    icon(picture),
  );
}
