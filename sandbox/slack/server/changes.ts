import type { ServerResponse } from "node:http";
import type { Route } from "./http.ts";

export type Changes = {
  changed(): void;
  onChange(listener: () => void): void;
  revision(): number;
  route: Route;
  close(): void;
};

/** `GET /_ui/events`: tells pages that something changed, many changes of one moment once. */
export function createChanges(): Changes {
  const pages = new Set<ServerResponse>();
  const listeners: (() => void)[] = [];
  let revision = 0;
  let isTelling = false;

  function tell(): void {
    isTelling = false;
    for (const page of pages) page.write(`event: changed\ndata: ${JSON.stringify({ revision })}\n\n`);
    for (const listener of listeners) listener();
  }

  function changed(): void {
    revision += 1;
    if (isTelling) return;
    isTelling = true;
    setImmediate(tell);
  }

  const route: Route = ({ response, url }) => {
    if (url.pathname !== "/_ui/events") return false;
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write(`event: changed\ndata: ${JSON.stringify({ revision })}\n\n`);
    pages.add(response);
    response.on("close", () => pages.delete(response));
    return true;
  };

  function close(): void {
    for (const page of pages) page.end();
  }

  return { changed, onChange: (listener) => void listeners.push(listener), revision: () => revision, route, close };
}
