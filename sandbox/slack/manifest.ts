import { asObject, asObjects, asText, asTexts } from "./json.ts";

export type Manifest = {
  appName: string;
  botName: string;
  scopes: readonly string[];
  events: readonly string[];
  commands: readonly { command: string; description: string; usage_hint: string; should_escape: boolean }[];
  shortcuts: readonly { name: string; type: "global" | "message"; callback_id: string; description: string }[];
  hasHome: boolean;
  /** Without it nobody can write to the app, nor the app to anybody. */
  hasMessages: boolean;
};

/** What the workspace needs of an app's manifest; only what is declared there is delivered. */
export function readManifest(raw: unknown): Manifest {
  const manifest = asObject(raw) ?? {};
  const features = asObject(manifest.features) ?? {};
  const scopes = asObject(asObject(manifest.oauth_config)?.scopes);
  const appName = asText(asObject(manifest.display_information)?.name) ?? "App";
  return {
    appName,
    botName: asText(asObject(features.bot_user)?.display_name) ?? appName,
    scopes: [...asTexts(scopes?.bot), ...asTexts(scopes?.bot_optional)],
    events: asTexts(asObject(asObject(manifest.settings)?.event_subscriptions)?.bot_events),
    commands: asObjects(features.slash_commands).map((command) => ({
      command: asText(command.command) ?? "",
      description: asText(command.description) ?? "",
      usage_hint: asText(command.usage_hint) ?? "",
      should_escape: command.should_escape === true,
    })),
    shortcuts: asObjects(features.shortcuts).map((shortcut) => ({
      name: asText(shortcut.name) ?? "",
      type: shortcut.type === "message" ? "message" : "global",
      callback_id: asText(shortcut.callback_id) ?? "",
      description: asText(shortcut.description) ?? "",
    })),
    hasHome: asObject(features.app_home)?.home_tab_enabled === true,
    hasMessages: asObject(features.app_home)?.messages_tab_enabled === true,
  };
}

/** Scope without which Slack does not deliver the event. https://docs.slack.dev/reference/events */
export const EVENT_SCOPES: Readonly<Record<string, string>> = {
  app_mention: "app_mentions:read",
  "message.channels": "channels:history",
  "message.groups": "groups:history",
  "message.im": "im:history",
  channel_archive: "channels:read",
  channel_shared: "channels:read",
  channel_unshared: "channels:read",
  member_joined_channel: "channels:read",
};

/** Events that would never come, because their scope is not asked for. */
export function manifestMistakes({ events, scopes }: Manifest): string[] {
  return events.flatMap((event) => {
    const scope = EVENT_SCOPES[event];
    return scope && !scopes.includes(scope) ? [`The manifest subscribes to ${event} without the scope ${scope}`] : [];
  });
}
