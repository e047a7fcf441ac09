/** What a secret is, as far as the text tells. */
export type SecretKind =
  | "meta_token"
  | "jwt"
  | "slack_token"
  | "bearer_token"
  | "basic_auth"
  | "private_key"
  | "api_secret"
  | "password"
  | "pin"
  | "token_in_url";

/** Where in a text a secret stands. */
export type SecretSpan = { start: number; end: number; kind: SecretKind };
