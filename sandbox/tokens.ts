/** Worth nothing outside this computer; shaped like the real ones, because a bot may check their shape. */
export const LOCAL_TOKENS = {
  botToken: "xoxb-local-workspace-only",
  appToken: "xapp-local-workspace-only",
  signingSecret: "local-workspace-signing-secret",
} as const;
