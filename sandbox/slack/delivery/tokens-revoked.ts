import type { Local } from "../local.ts";
import { emitEvent } from "./events.ts";

/** What a call says whose token was taken away. https://docs.slack.dev/reference/methods/auth.test#errors */
export type Revoked = "token_revoked" | "account_inactive" | "invalid_auth";

/** Takes the bot's token away, or gives it back with `null`. https://docs.slack.dev/reference/events/tokens_revoked */
export function revokeToken(local: Local, error: Revoked | null = "token_revoked"): void {
  local.settings.revoked = error ?? undefined;
  if (error === null) return;
  const tokens = { oauth: [], bot: [local.state.app.bot_user] };
  local.later(emitEvent(local, "tokens_revoked", { type: "tokens_revoked", tokens }));
}
