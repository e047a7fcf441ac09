import { parseJson } from "../json.ts";
import type { Local } from "../local.ts";
import { respond } from "../people/respond.ts";
import { findFile } from "../state/files.ts";
import { takeResponseUrl } from "../state/triggers.ts";
import { complain } from "../web-api/method.ts";
import { type Route, readText, sendJson, sendText } from "./http.ts";

/** `POST /commands|actions/<team>/<key>`: where an app answers an interaction. */
export function createResponseUrlRoute(local: Local): Route {
  return async ({ request, response, url }) => {
    const key = /^\/(?:commands|actions)\/\w+\/(\w+)$/.exec(url.pathname)?.[1];
    if (key === undefined || request.method !== "POST") return false;
    const text = await readText(request);
    const about = takeResponseUrl(local, key);
    const body = parseJson(text) ?? text;
    // Which words the real one says is [unverified]; that it is a 404 was seen by RespondError.
    const error = about ? respond(local, about, body) : "used_url";
    if (!about) complain(local, "A response_url was used more than 5 times or after 30 minutes");
    local.journal.add({ kind: "respond", title: "response_url", detail: body, ...(error ? { error } : {}) });
    if (!about) sendText(response, 404, "used_url");
    else sendJson(response, 200, error ? { ok: false, error } : { ok: true });
    return true;
  };
}

/** `GET /files-pri/<team>-<file>/<name>`: the content of a snippet, for the bot alone. */
export function createFileRoute(local: Local): Route {
  return ({ request, response, url }) => {
    const id = /^\/files-pri\/\w+?-(\w+)\//.exec(url.pathname)?.[1];
    if (id === undefined) return false;
    const file = findFile(local.state, id);
    const isBot = request.headers.authorization === `Bearer ${local.settings.botToken}`;
    const mayRead = isBot && local.manifest.scopes.includes("files:read");
    // Without a right the real one answers with its sign-in page.
    if (!mayRead) complain(local, "A file was asked for without the bot's token or the scope files:read");
    if (!mayRead) sendText(response, 200, "<!DOCTYPE html><html><body>Sign in</body></html>", "text/html");
    else if (!file) sendText(response, 404, "file_not_found");
    else sendText(response, 200, file.content);
    return true;
  };
}
