import { AuthorizationError } from "@slack/bolt";
import type { Surface } from "./surface.ts";
import { buildErrorMessage } from "./views/error-message.ts";

type Body = {
  response_url?: string;
  user_id?: string;
  user?: { id?: string };
  channel_id?: string;
  channel?: { id?: string };
  event?: { user?: string; channel?: string };
};

/** Bolt hands these over with `extendedErrorHandler: true`; its own type is not exported. */
type Failed = { error: Error; body: unknown };

/** What Slack refused and a person can simply do again. */
const TOO_LATE = "Slack took too long to open the form, so it did not open. Press the button or run the command again.";
const SAYS: Record<string, string> = {
  expired_trigger_id: TOO_LATE,
  ratelimited: "Slack is busy and did not take this. Try again in a minute.",
};

/** A trigger opens one form: this request came twice, and the person has the form of the first. */
const OPENED_BEFORE = "exchanged_trigger_id";

/** The one place where a failed listener ends: logged with a reference, and said to the person. */
export function createErrorBoundary({ clients, requestId, log }: Pick<Surface, "clients" | "requestId" | "log">) {
  return async ({ error, body }: Failed): Promise<void> => {
    // Returning here would ack the request and drop it silently.
    if (error instanceof AuthorizationError) throw error;
    // Every line that was written while this was handled has it as `request`.
    const reference = requestId();
    const { data } = error as { data?: { error?: string } };
    if (data?.error === OPENED_BEFORE) return log.warn({ err: error, reference }, "a request came twice");
    log.error({ err: error, reference }, "a listener failed");
    const { response_url, user_id, user, channel_id, channel, event } = body as Body;
    const message = buildErrorMessage(reference, SAYS[data?.error ?? ""]);
    const person = user_id ?? user?.id ?? event?.user;
    const where = channel_id ?? channel?.id ?? event?.channel ?? person;
    try {
      if (response_url !== undefined) {
        await fetch(response_url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ response_type: "ephemeral", replace_original: false, ...message }),
          signal: AbortSignal.timeout(2_500),
        });
      } else if (person !== undefined && where !== undefined) {
        await clients.interactive.chat.postEphemeral({ channel: where, user: person, ...message });
      }
    } catch (failure) {
      log.warn({ reference, because: failure instanceof Error ? failure.message : "unknown" }, "nobody could be told");
    }
  };
}
