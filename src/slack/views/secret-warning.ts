import type { SecretKind } from "../../domain/redaction.ts";
import { join, type Mrkdwn, md } from "../mrkdwn.ts";
import { type BuiltMessage, section } from "./blocks.ts";

/** What it was, and where it is replaced. The value itself is never shown. */
const SECRET_WORDS: Record<SecretKind, { what: string; replace: string }> = {
  meta_token: {
    what: "a Meta access token",
    replace: "create a new token in Meta Business settings and revoke the old",
  },
  jwt: { what: "a signed token (JWT)", replace: "replace the key it was signed with if it does not expire soon" },
  slack_token: { what: "a Slack token", replace: "rotate it in the Slack app's settings" },
  bearer_token: { what: "a bearer token", replace: "create a new one where it was issued" },
  basic_auth: { what: "a user name and password for an API", replace: "change the password or the API secret" },
  private_key: { what: "a private key", replace: "generate a new key pair and remove the old public key" },
  api_secret: { what: "an API secret", replace: "rotate the secret in the provider's dashboard" },
  password: { what: "a password", replace: "change it" },
  pin: { what: "a two-step PIN", replace: "set a new PIN once the ticket allows it, and do not register with it now" },
  token_in_url: { what: "a token inside a link", replace: "create a new one where it was issued" },
};

/** Names of the secrets as one phrase: "a Meta access token and a password". */
export function secretNames(secrets: readonly SecretKind[]): string {
  const names = [...new Set(secrets)].map((kind) => SECRET_WORDS[kind].what);
  const last = names.pop() ?? "nothing secret";
  return names.length === 0 ? last : `${names.join(", ")} and ${last}`;
}

/** What to do about them, one line each. */
export function secretSteps(secrets: readonly SecretKind[]): Mrkdwn {
  const kinds = [...new Set(secrets)];
  return join(kinds.map((kind) => md`• For ${SECRET_WORDS[kind].what}: ${SECRET_WORDS[kind].replace}.`));
}

/** Said privately to whoever posted a secret: a bot cannot delete other people's messages. */
export function buildSecretWarning(secrets: readonly SecretKind[]): BuiltMessage {
  const names = secretNames(secrets);
  return {
    text: `Your message shows ${names}. Delete the message and replace what it showed. Nothing of it was kept here.`,
    blocks: [
      section(
        md`⚠️ *Your message shows ${names}.* I removed it from everything I keep, but I cannot delete your message.`,
      ),
      section(
        join([
          md`*Do this now*`,
          md`• Delete the message. Whoever can read this channel can use what it shows.`,
          secretSteps(secrets),
        ]),
      ),
    ],
  };
}
