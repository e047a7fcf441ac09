import type { ServerResponse } from "node:http";
import { type Clock, waitOn } from "../clock.ts";
import type { Fault } from "../faults.ts";
import { asText } from "../json.ts";
import type { Local } from "../local.ts";
import { readArguments } from "../web-api/arguments.ts";
import type { ApiRequest, ApiResponse } from "../web-api/web-api.ts";
import { type Route, readText, sendJson, sendText } from "./http.ts";

/** An answer that is given without carrying the call out; undefined when the call goes on. */
function refuse(response: ServerResponse, fault: Fault | undefined): boolean {
  switch (fault?.kind) {
    case "rate_limited":
      sendJson(response, 429, { ok: false, error: "ratelimited" }, { "retry-after": String(fault.retryAfter) });
      return true;
    case "error":
      sendJson(response, 200, { ok: false, error: fault.error });
      return true;
    case "http":
      sendText(response, fault.status, "<html><body>Service unavailable</body></html>", "text/html");
      return true;
    case "drop":
      response.destroy();
      return true;
    default:
      return false;
  }
}

async function answer(
  response: ServerResponse,
  { status, headers, body }: ApiResponse,
  fault: Fault | undefined,
  clock: Clock,
): Promise<void> {
  if (fault?.kind === "accept_then_drop") return void response.destroy();
  if (fault?.kind === "lost_ack") return; // never answered
  if (fault?.kind === "slow") await waitOn(clock, fault.ms);
  sendJson(response, status, body, headers);
}

/** `POST /api/<method>` */
export function createApiRoute(local: Local, call: (request: ApiRequest) => ApiResponse): Route {
  return async ({ request, response, url }) => {
    const method = /^\/api\/([\w.]+)$/.exec(url.pathname)?.[1];
    if (method === undefined) return false;
    const body = await readText(request);
    const args = readArguments(request.headers["content-type"] ?? "", body, url.searchParams);
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
    const fault = local.faults.take(method);
    if (fault) local.journal.add({ kind: "note", title: `Fault: ${method} ${fault.kind}` });
    if (refuse(response, fault)) return true;
    await answer(response, call({ method, args, token: bearer ?? asText(args.token) }), fault, local.clock);
    return true;
  };
}
