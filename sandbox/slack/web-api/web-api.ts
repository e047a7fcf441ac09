import type { SocketTransport } from "../delivery/socket-transport.ts";
import { asText, type JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import { CHAT } from "./chat.ts";
import { CONVERSATIONS } from "./conversations.ts";
import { type Answer, complain, done, fail, type Method, textArg } from "./method.ts";
import { PEOPLE } from "./people.ts";
import { PLATFORM } from "./platform.ts";
import type { RateLimits } from "./rate-limits.ts";
import { missingScope } from "./scopes.ts";
import { VIEWS } from "./views.ts";

const METHODS: Readonly<Record<string, Method>> = { ...CHAT, ...CONVERSATIONS, ...PEOPLE, ...VIEWS, ...PLATFORM };

/** Answers that a correct app never gets; others, such as `not_in_channel`, are the workspace's doing. */
const MISTAKES = new Set([
  "missing_scope",
  "invalid_arguments",
  "invalid_blocks",
  "invalid_blocks_format",
  "invalid_attachments",
  "invalid_metadata_format",
  "metadata_too_large",
  "msg_too_long",
  "msg_blocks_too_long",
  "no_text",
  "view_too_large",
  "duplicate_external_id",
  "push_limit_reached",
]);

export type ApiRequest = { method: string; args: JsonObject; token: string | undefined };
export type ApiResponse = { status: number; headers: Record<string, string>; body: Answer };

type Parts = { local: Local; socket: SocketTransport; limits: RateLimits };

/** Answers a Web API call, and writes down in red what the real Slack would not have allowed. */
export function createWebApi({ local, socket, limits }: Parts): (request: ApiRequest) => ApiResponse {
  const { settings, manifest } = local;

  function answer({ method, args, token }: ApiRequest): Answer {
    if (token === undefined) return red(method, fail("not_authed"));
    if (method === "apps.connections.open") return openConnection(token);
    if (token !== settings.botToken)
      return red(method, fail(token === settings.appToken ? "not_allowed_token_type" : "invalid_auth"));
    if (settings.revoked !== undefined) return fail(settings.revoked);
    const found = METHODS[method];
    if (!found) return red(method, fail("unknown_method", { req_method: method }));
    const unknown = Object.keys(args).filter((name) => !found.args.includes(name));
    if (unknown.length > 0) complain(local, `${method} does not know: ${unknown.join(", ")}`);
    const missing = found.scope ? missingScope(local, found.scope) : undefined;
    if (missing) return red(method, missing);
    const absent = (found.required ?? []).filter((name) => args[name] === undefined || args[name] === "");
    if (absent.length > 0) {
      const messages = absent.map((name) => `[ERROR] missing required field: ${name}`);
      return red(method, fail("invalid_arguments", { response_metadata: { messages } }));
    }
    const given = found.run({ local, args });
    return MISTAKES.has(String(given.error)) ? red(method, given) : given;
  }

  /** Nothing an app can be meant to live with: a mistake in it, in its manifest or in its settings. */
  function red(method: string, given: Answer): Answer {
    complain(local, `${method}: ${String(given.error)}`, given.needed ? { needed: given.needed } : undefined);
    return given;
  }

  /** Seconds to wait, when the switch for that limit is on. */
  function refuseForNow(method: string, args: JsonObject): number | undefined {
    const isPaged = method === "conversations.history" || method === "conversations.replies";
    if (settings.nonMarketplace && isPaged) return limits.refuse(method, args, 1);
    return settings.rate ? limits.refuse(method, args, METHODS[method]?.perMinute ?? 50) : undefined;
  }

  function openConnection(token: string): Answer {
    if (token !== settings.appToken) return red("apps.connections.open", fail("not_allowed_token_type"));
    if (settings.mode !== "socket") return red("apps.connections.open", fail("forbidden_team"));
    const url = `${local.baseUrl().replace("http", "ws")}/link?ticket=${socket.newTicket()}&app_id=${local.state.app.id}`;
    return done({ url });
  }

  return (request) => {
    const { method } = request;
    // Bolt adds team_id to the calls of every listener.
    const { token: _, team_id: __, ...args } = request.args;
    const startedAt = performance.now();
    const wait = refuseForNow(method, args);
    const body: Answer = wait === undefined ? answer({ ...request, args }) : fail("ratelimited");
    local.journal.add({
      kind: "api",
      title: method,
      ms: Math.round(performance.now() - startedAt),
      ...(body.ok ? {} : { error: asText(body.error) ?? "" }),
      detail: { args, answer: body, channel: textArg(args, "channel") },
    });
    const headers: Record<string, string> = { "x-oauth-scopes": manifest.scopes.join(",") };
    if (wait === undefined) return { status: 200, headers, body };
    return { status: 429, headers: { ...headers, "retry-after": String(wait) }, body };
  };
}
