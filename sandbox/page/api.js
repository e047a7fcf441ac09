/** The server's HTTP API for people (sandbox/README.md); every answer is a value, a lost connection included. */
const LOST = { ok: false, lost: true, error: "The local workspace does not answer. Is it still running?" };

async function call(path, body) {
  const options = body && {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
  try {
    const response = await fetch(path, options);
    return await response.json();
  } catch {
    return LOST;
  }
}

export const fetchWorkspace = () => call("/_ui/workspace");
export const fetchState = (user) => call(`/_human/${user}/state`);
export const fetchPanels = () => call("/_ui/panels");
export const fetchJournal = (after) => call(`/_control/journal?after=${after}`);

/** Something a person does: `say`, `slash`, `action`, `submit`, `close`, `shortcut`, `home`, `dismiss`, `join`. */
export const act = (user, deed, body) => call(`/_human/${user}/${deed}`, body);

/** A button of a panel: posts what it says to the path it names, which is on this server. */
export const press = ({ post, body }) => call(post, body);

/** Calls `onChange` whenever the workspace changed and `onLink` when the line to it comes or goes. */
export function listen(onChange, onLink) {
  const events = new EventSource("/_ui/events");
  events.addEventListener("changed", onChange);
  events.addEventListener("open", () => onLink(true));
  events.addEventListener("error", () => onLink(false));
}

const OUTCOMES = {
  timeout: "The app did not answer in 3 seconds.",
  failed: "The app answered with an error.",
  offline: "The app is not connected.",
};

/** Why a deed did not reach the app, in words; `undefined` when it did. */
export function problemWith(answer) {
  return answer.ok ? OUTCOMES[answer.outcome] : answer.error;
}
