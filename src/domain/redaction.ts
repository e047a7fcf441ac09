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

export type Redacted = { text: string; secrets: readonly SecretKind[] };
