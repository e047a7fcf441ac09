import type { JsonObject } from "../json.ts";
import { type Route, readObject, sendJson } from "./http.ts";

export type Perform = (user: string, what: string, body: JsonObject) => Promise<JsonObject | undefined>;

/** `/_human/<user>/<what>`: a person acts, or looks. */
export function createPeopleRoute(perform: Perform): Route {
  return async ({ request, response, url }) => {
    const match = /^\/_human\/([^/]+)\/(\w+)$/.exec(url.pathname);
    const [, user, what] = match ?? [];
    if (user === undefined || what === undefined) return false;
    const isRead = what === "state";
    if (request.method !== (isRead ? "GET" : "POST")) {
      sendJson(response, 405, { ok: false, error: `Use ${isRead ? "GET" : "POST"} for ${what}.` });
      return true;
    }
    const body = isRead ? {} : await readObject(request);
    const done = await perform(decodeURIComponent(user), what, body);
    if (!done) sendJson(response, 404, { ok: false, error: `People cannot ${what} here.` });
    else sendJson(response, done.ok === false ? 400 : 200, done);
    return true;
  };
}
