import type { Routes } from "./server.ts";

/** https://prometheus.io/docs/instrumenting/exposition_formats/ */
const CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

export function createMetricsRoutes(scrape: () => Promise<string>): Routes {
  return {
    "GET /metrics": async (_request, response) => {
      const text = await scrape();
      response.writeHead(200, { "content-type": CONTENT_TYPE, "cache-control": "no-store" });
      response.end(text);
    },
  };
}
