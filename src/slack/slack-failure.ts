import { ErrorCode, type WebAPICallError } from "@slack/web-api";

export type SlackFailure =
  /** Nothing was carried out; Slack says when to come back. */
  | { kind: "held"; because: string; retryAfterMs: number }
  /** Nothing was carried out, and nothing will be until a person does something. */
  | { kind: "refused"; because: string }
  /** Nobody knows whether it was carried out. */
  | { kind: "unclear"; because: string };

/** The app itself is out: nobody can be told through Slack. */
export const TOKEN_REFUSALS: ReadonlySet<string> = new Set([
  "account_inactive",
  "invalid_auth",
  "not_authed",
  "token_expired",
  "token_revoked",
]);

/** Slack's own troubles, which pass. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const PASSING = new Set([
  "fatal_error",
  "internal_error",
  "request_timeout",
  "service_unavailable",
  "team_added_to_org",
]);
const WITHOUT_A_TIME_MS = 30_000;

/** Every other word of Slack's is an answer: it understood, and did nothing. */
export function slackFailure(error: unknown): SlackFailure {
  const call = error as Partial<WebAPICallError> & { data?: { error?: string }; retryAfter?: number };
  if (call.code === ErrorCode.RateLimitedError) return held(call.retryAfter);
  const answer = call.code === ErrorCode.PlatformError ? call.data?.error : undefined;
  if (answer === undefined || PASSING.has(answer)) return { kind: "unclear", because: answer ?? "no_answer" };
  return /^rate_?limited$/.test(answer) ? held() : { kind: "refused", because: answer };
}

function held(seconds?: number): SlackFailure {
  return {
    kind: "held",
    because: "rate_limited",
    retryAfterMs: seconds === undefined ? WITHOUT_A_TIME_MS : seconds * 1000,
  };
}
