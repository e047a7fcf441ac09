import { problemWith } from "./api.js";
import { doAs, readerOf } from "./session.js";

/** The part of a message that elements work with. Keyed by viewer: two people tick their own boxes. */
export function messageSurface(session, message) {
  return {
    key: `${session.viewer}|${message.channel}|${message.ts}`,
    reader: readerOf(session),
    values: session.values,
    state: message.state,
    troubles: message.troubles,
    act: async (action) => {
      const answer = await doAs(session, "action", { channel: message.channel, ts: message.ts, ...action });
      // A press that did not reach the app comes back with the message, as a trouble beside the element.
      return answer.ok ? undefined : answer.error;
    },
  };
}

/** The same for a modal or the Home tab; `valuesNow` is what stands in the other fields. */
export function viewSurface(session, view, { errors = {}, valuesNow }) {
  return {
    key: `${session.viewer}|${view.id}`,
    reader: readerOf(session),
    values: session.values,
    state: view.state,
    errors,
    act: async (action) =>
      problemWith(await doAs(session, "action", { view_id: view.id, ...action, values: valuesNow?.() })),
  };
}
