import type { IncomingMessage } from "node:http";
import type { GraphFault } from "./faults.ts";
import type { Asked, Reply } from "./routes.ts";

export type GraphCall = {
  at: string;
  method: string;
  path: string;
  /** "dropped": the line was cut instead of an answer. */
  status: number | "silent" | "dropped";
  unknown?: string;
  fault?: GraphFault["kind"];
};

export function isAllowed(request: IncomingMessage, token: string): boolean {
  return request.headers.authorization === `Bearer ${token}`;
}

export function readCall(request: IncomingMessage, url: URL, token: string): Asked {
  const [version = "", ...path] = url.pathname.split("/").filter(Boolean);
  return { method: request.method ?? "GET", version, path, query: new Map(url.searchParams), token };
}

/** What the journal keeps of a call: never its token. */
export function callOf(
  { method, version, path }: Asked,
  reply: Reply,
  fault: GraphFault | undefined,
): Omit<GraphCall, "at"> {
  const status = fault?.kind === "drop" ? "dropped" : fault?.kind === "http" ? fault.status : statusOf(reply);
  const unknown = reply === "silent" ? undefined : reply.unknown;
  const journalled = { method, path: `/${[version, ...path].join("/")}`, status } as const;
  return { ...journalled, ...(unknown && { unknown }), ...(fault && { fault: fault.kind }) };
}

function statusOf(reply: Reply): number | "silent" {
  return reply === "silent" ? reply : reply.status;
}
