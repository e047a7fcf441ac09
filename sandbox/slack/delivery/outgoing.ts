import type { Json, JsonObject } from "../json.ts";

export type Envelope = "slash_commands" | "interactive" | "events_api";

export type RetryReason = "http_timeout" | "http_error" | "connection_failed" | "timeout";

export type Outgoing = {
  /** Given when the same envelope goes out twice. */
  envelopeId?: string;
  envelope: Envelope;
  payload: JsonObject;
  acceptsResponse: boolean;
  retry?: { attempt: number; reason: RetryReason };
};

/** What the app answered. `answer` is undefined for an empty ack, a string for plain text. */
export type Answered =
  | { kind: "answered"; answer: Json | undefined; noRetry?: boolean }
  | { kind: "refused"; status: number; noRetry?: boolean }
  | { kind: "unreachable" };

/** How a person's act ended for the app. */
export type Outcome = "acked" | "timeout" | "failed" | "offline";

export type Delivered = { outcome: Outcome; answer: Json | undefined; noRetry: boolean };
