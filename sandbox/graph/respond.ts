import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { GraphFault } from "./faults.ts";
import { BUSINESS_ID } from "./nodes.ts";
import { BY_CODE, refuse } from "./refusals.ts";
import type { Answered, Reply } from "./routes.ts";
import { appUsage, businessUsage, type Usage } from "./usage.ts";

const JSON_TYPE = { "Content-Type": "application/json; charset=UTF-8" };
const USUAL_MINUTES = 10;

export type Budget = { app: Usage; account: Usage | undefined };

/** What the fault makes of the answer; the ones that concern the line alone leave it as it is. */
export function underFault(reply: Reply, fault: GraphFault | undefined, budget: Budget): Reply {
  switch (fault?.kind) {
    case "rate_limited":
      return limited(fault, budget);
    case "refused":
      return BY_CODE.get(fault.code) ?? refuse(fault.code, `(#${fault.code}) A refusal of the sandbox`);
    case "silent":
      return "silent";
    case "usage":
      return reply === "silent" ? reply : withUsage(reply, { app: budget.app, account: fault });
    default:
      return reply === "silent" ? reply : withUsage(reply, budget);
  }
}

function limited(fault: Extract<GraphFault, { kind: "rate_limited" }>, { app, account }: Budget): Answered {
  const { code = 80008, minutes = USUAL_MINUTES, retryAfter, status } = fault;
  const refusal = BY_CODE.get(code) ?? refuse(code, "Too many calls");
  const full: Usage = { percent: 100, minutes };
  const budget = code === 4 ? { app: full, account: account && { ...account, minutes } } : { app, account: full };
  const headers = retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) };
  return withUsage({ ...refusal, headers, ...(status && { status }) }, budget);
}

function withUsage(reply: Answered, { app, account }: Budget): Answered {
  const used = { ...appUsage(app), ...(account && businessUsage(BUSINESS_ID, account)) };
  return { ...reply, headers: { ...used, ...reply.headers } };
}

/** Sends the answer, or does to the line what the fault says. A silent answer keeps the socket open. */
export async function respond(response: ServerResponse, reply: Reply, fault: GraphFault | undefined): Promise<void> {
  if (fault?.kind === "drop") return void response.destroy();
  if (fault?.kind === "http") {
    response.writeHead(fault.status, { "Content-Type": "text/html" });
    return void response.end("<html><body>Sorry, something went wrong.</body></html>");
  }
  if (reply === "silent") return;
  if (fault?.kind === "slow") await wait(fault.ms);
  const text = JSON.stringify(reply.body);
  response.writeHead(reply.status, { ...JSON_TYPE, ...reply.headers, "Content-Length": Buffer.byteLength(text) });
  if (fault?.kind !== "cut") return void response.end(text);
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}
