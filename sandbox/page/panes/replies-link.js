import { avatar } from "../avatar.js";
import { h } from "../dom.js";
import { clockTime, dayName } from "../format/zoned-time.js";
import { openThread } from "../moves.js";
import { now, readerOf, userOf } from "../session.js";

/** `3 replies  Last reply today at 3:05 PM` under the first message of a thread. */
export function repliesLink(session, message) {
  const { zone } = readerOf(session);
  const count = message.reply_count;
  const latest = message.latest_reply * 1000;
  const faces = (message.reply_users ?? []).slice(0, 4).map((id) => {
    const user = userOf(session, id);
    return avatar(user?.real_name ?? id, { id, app: user?.is_bot === true, small: true });
  });
  const when = `${dayName(latest, zone, now(session)).toLowerCase()} at ${clockTime(latest, zone)}`;
  return h(
    "button",
    { type: "button", class: "replies", on: { click: () => openThread(session, message.ts) } },
    faces,
    h("span", { class: "replies-count" }, `${count} ${count === 1 ? "reply" : "replies"}`),
    message.latest_reply && h("span", { class: "replies-when" }, `Last reply ${when}`),
  );
}
