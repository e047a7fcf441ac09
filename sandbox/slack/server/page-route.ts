import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { type Route, sendText } from "./http.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json; charset=utf-8",
};

/** The page: files of one folder, nothing above it. */
export function createPageRoute(folder: string | undefined): Route {
  return async ({ request, response, url }) => {
    if (folder === undefined || request.method !== "GET") return false;
    const path = normalize(join(folder, decodeURIComponent(url.pathname === "/" ? "/index.html" : url.pathname)));
    const type = TYPES[extname(path)];
    if (!path.startsWith(normalize(folder + sep)) || !type) return false;
    const content = await readFile(path, "utf8").catch(() => undefined);
    if (content === undefined) return false;
    sendText(response, 200, content, type);
    return true;
  };
}
