/** The bot's scopes, each for a reason; a test holds them against `manifest.yml` and against what the code calls. */
export const SCOPES = {
  "app_mentions:read": "answer mentions",
  "channels:history": "read the parent of a thread, find a message after a crash",
  "channels:read": "refuse channels shared outside, know who is in the support channel",
  "chat:write": "answers, tickets, checklists",
  commands: "/waba and the shortcuts",
  "files:read": "errors pasted as text snippets",
  "groups:history": "the same in a private support channel",
  "groups:read": "the same for a private support channel",
  "users:read": "guests and strangers may not act",
} as const;

/** Web API methods that the code calls, each with a scope it needs; null needs none. */
export const METHODS = {
  "auth.test": null,
  "chat.delete": "chat:write",
  "chat.postEphemeral": "chat:write",
  "chat.postMessage": "chat:write",
  "chat.update": "chat:write",
  "conversations.history": "channels:history",
  "conversations.info": "channels:read",
  "conversations.list": "channels:read",
  "conversations.members": "channels:read",
  "conversations.replies": "channels:history",
  "users.info": "users:read",
  "views.open": null,
  "views.push": null,
  "views.update": null,
} as const satisfies Record<string, keyof typeof SCOPES | null>;
