import { onTestFinished } from "vitest";
import { createFakeGraph, type FakeGraph } from "../../../sandbox/graph/server.ts";

export const TOKEN = "EAAGinventedtoken0123456789";
export const NOW = "2026-11-22T00:00:00.000Z";

// biome-ignore lint/suspicious/noExplicitAny: answers of a server under test, read key by key
export type Json = any;
export type Asked = { status: number; headers: Headers; body: Json };
export type Ask = (path: string, options?: { method?: string; token?: string }) => Promise<Asked>;

/** A fake Graph and a caller with its token, closed when the test ends. */
export async function aGraph(): Promise<{ graph: FakeGraph; ask: Ask }> {
  const graph = await createFakeGraph({ token: TOKEN, clock: () => NOW });
  onTestFinished(() => graph.close());
  const ask: Ask = async (path, { method = "GET", token = TOKEN } = {}) => {
    const response = await fetch(`${graph.url}${path}`, { method, headers: { Authorization: `Bearer ${token}` } });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
  };
  return { graph, ask };
}
