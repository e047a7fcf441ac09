import { z } from "zod";
import { ConfigError } from "./app/errors.ts";

export type Config = {
  supportChannel: string;
  slackApiUrl: string;
  transport: "socket" | "http";
  metaWabaIds: readonly string[];
  metaBusinessId: string | null;
  graphApiUrl: string;
  graphApiVersion: string;
  vonageApiUrl: string;
  dataDir: string;
  playbooksDir: string | null;
  /** Days after which personal data of resolved tickets and old diagnoses are erased; null keeps them. */
  retentionDays: number | null;
  /** New messages a second and channel, and about as many changes. */
  messagesPerSecond: number;
  host: string;
  port: number;
  logLevel: (typeof LOG_LEVELS)[number];
};

/** Kept apart from the config: handed only to the one `create…` that needs each. */
export type Secrets = {
  slackBotToken: string;
  slackSigningSecret: string | null;
  slackAppToken: string | null;
  metaAccessToken: string | null;
  metaAppSecret: string | null;
  metaVerifyToken: string | null;
  vonageApiKey: string | null;
  vonageApiSecret: string | null;
  vonageSignatureSecret: string | null;
  databaseUrl: string | null;
  cacheUrl: string | null;
  /** One key, or several with the newest first while one is being replaced. */
  encryptionKey: string | null;
};

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** One line of meaning per setting; `.env.example` and the problems people read are made of it. */
export const SETTINGS = {
  SLACK_BOT_TOKEN: "Bot token of the Slack app (xoxb-…), from OAuth & Permissions after installing it",
  SLACK_SIGNING_SECRET: "Signing secret of the Slack app, from Basic Information; needed unless Socket Mode is used",
  SLACK_APP_TOKEN: "App-level token (xapp-…) with connections:write; setting it switches to Socket Mode",
  SUPPORT_CHANNEL: "Channel for tickets: its id (C…) or #name; invite the bot there",
  SLACK_API_URL: "Slack Web API, ends in /api/ (default https://slack.com/api/)",
  META_ACCESS_TOKEN: "System-user token with whatsapp_business_management, for live checks (optional)",
  META_WABA_IDS: "WhatsApp account ids to look numbers up in, separated by commas",
  META_BUSINESS_ID: "Business portfolio id: look numbers up in all its WhatsApp accounts instead",
  META_APP_SECRET: "App secret, to verify Meta's webhooks (used by a later release)",
  META_VERIFY_TOKEN: "Token you chose for Meta's webhook handshake (used by a later release)",
  GRAPH_API_URL: "Graph API (default https://graph.facebook.com)",
  GRAPH_API_VERSION: "Graph API version (default v25.0)",
  VONAGE_API_KEY: "Vonage API key of your own account (used by a later release)",
  VONAGE_API_SECRET: "Vonage API secret of your own account (used by a later release)",
  VONAGE_SIGNATURE_SECRET: "Vonage signature secret, to verify its webhooks (used by a later release)",
  VONAGE_API_URL: "Vonage API (default https://api.nexmo.com)",
  DATABASE_URL: "Postgres 15 or later; without it an embedded Postgres in DATA_DIR is used",
  CACHE_URL: "redis://… to share the cache between replicas; in memory without it",
  DATA_DIR: "Folder of the embedded database and its key (default .data)",
  ENCRYPTION_KEY: "32 bytes as 64 hex digits or base64, encrypts API keys; required with DATABASE_URL",
  PLAYBOOKS_DIR: "Folder with your own playbooks as YAML files (optional)",
  RETENTION_DAYS: "Days after a ticket is resolved until its personal data are erased; nothing is erased without it",
  MESSAGES_PER_SECOND: "New messages a second in one channel; Slack allows about one (default 1)",
  PORT: "Port of the HTTP server (default 3000)",
  HOST: "Address of the HTTP server (default 0.0.0.0)",
  LOG_LEVEL: "trace, debug, info, warn, error, fatal or silent (default info)",
} as const;

export type SettingName = keyof typeof SETTINGS;
type Env = Readonly<Record<string, string | undefined>>;

const text = z.string().trim().min(1);
const url = text.refine((value) => URL.canParse(value), "is not a URL");
const digits = text.regex(/^\d{5,20}$/, "must be digits only, as Meta shows it");

const SHAPES = {
  SLACK_BOT_TOKEN: text.regex(/^xoxb-/, "must start with xoxb-; it is the Bot User OAuth Token"),
  SLACK_SIGNING_SECRET: text.min(8, "looks too short to be a signing secret"),
  SLACK_APP_TOKEN: text.regex(/^xapp-/, "must start with xapp-; create an app-level token with connections:write"),
  SUPPORT_CHANNEL: text.regex(/^(#[^\s#]+|[CG][A-Z0-9]{4,})$/, "must be a channel id such as C0123456789 or a #name"),
  SLACK_API_URL: url.regex(/\/api\/$/, "must end in /api/"),
  META_ACCESS_TOKEN: text,
  META_WABA_IDS: text,
  META_BUSINESS_ID: digits,
  META_APP_SECRET: text,
  META_VERIFY_TOKEN: text,
  GRAPH_API_URL: url,
  GRAPH_API_VERSION: text.regex(/^v\d+\.\d+$/, "must look like v25.0"),
  VONAGE_API_KEY: text,
  VONAGE_API_SECRET: text,
  VONAGE_SIGNATURE_SECRET: text,
  VONAGE_API_URL: url,
  DATABASE_URL: url.regex(/^postgres(ql)?:\/\//, "must start with postgres:// or postgresql://"),
  CACHE_URL: url.regex(/^(rediss?|valkeys?):\/\//, "must start with redis:// or rediss://"),
  DATA_DIR: text,
  ENCRYPTION_KEY: text.refine(
    (value) => value.split(",").every((key) => isKey(key.trim())),
    "must be 32 bytes, as 64 hex digits or as base64; make one with: openssl rand -hex 32",
  ),
  PLAYBOOKS_DIR: text,
  RETENTION_DAYS: text.regex(/^[1-9]\d{0,4}$/, "must be a whole number of days, 1 or more"),
  MESSAGES_PER_SECOND: text.regex(/^([1-9]\d?|0\.[1-9])$/, "must be a number from 0.1 to 99"),
  PORT: text.regex(/^\d{1,5}$/, "must be a port number").refine((value) => Number(value) <= 65_535, "is above 65535"),
  HOST: text,
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`),
} as const satisfies Record<SettingName, z.ZodType<string>>;

/**
 * Reads the environment. Every problem is collected before failing.
 * @throws ConfigError with one sentence per problem
 */
export function loadConfig(env: Env): { config: Config; secrets: Secrets } {
  const problems: string[] = [];
  const read = (name: SettingName): string | null => {
    const raw = env[name];
    if (raw === undefined || raw.trim() === "") return null;
    const parsed = SHAPES[name].safeParse(raw);
    if (parsed.success) return parsed.data;
    // The value itself is never repeated: it may be a secret in the wrong place.
    problems.push(`${name} ${parsed.error.issues[0]?.message ?? "cannot be used"}. (${SETTINGS[name]})`);
    return null;
  };
  const value = Object.fromEntries(
    (Object.keys(SETTINGS) as SettingName[]).map((name) => [name, read(name)]),
  ) as Record<SettingName, string | null>;
  const isSet = (name: SettingName) => (env[name] ?? "").trim() !== "";
  const demand = (name: SettingName) => {
    if (!isSet(name)) problems.push(`${name} is missing. Set it: ${SETTINGS[name]}.`);
  };

  demand("SLACK_BOT_TOKEN");
  demand("SUPPORT_CHANNEL");
  if (!isSet("SLACK_APP_TOKEN")) demand("SLACK_SIGNING_SECRET");
  if (isSet("DATABASE_URL")) demand("ENCRYPTION_KEY");
  if (isSet("META_ACCESS_TOKEN") && !isSet("META_WABA_IDS") && !isSet("META_BUSINESS_ID")) {
    problems.push(
      "META_ACCESS_TOKEN is set, but not where to look. Set META_WABA_IDS (account ids, separated by commas) or META_BUSINESS_ID.",
    );
  }
  const wabaIds = (value.META_WABA_IDS ?? "").split(/[\s,;]+/).filter(Boolean);
  const badIds = wabaIds.filter((id) => !/^\d{5,20}$/.test(id));
  if (badIds.length > 0) {
    problems.push(
      `META_WABA_IDS has ${badIds.length} entry that is not an account id. Use digits only, separated by commas.`,
    );
  }
  if (problems.length > 0) throw new ConfigError(problems);

  return {
    config: {
      supportChannel: value.SUPPORT_CHANNEL ?? "",
      slackApiUrl: value.SLACK_API_URL ?? "https://slack.com/api/",
      transport: value.SLACK_APP_TOKEN === null ? "http" : "socket",
      metaWabaIds: wabaIds,
      metaBusinessId: value.META_BUSINESS_ID,
      graphApiUrl: (value.GRAPH_API_URL ?? "https://graph.facebook.com").replace(/\/$/, ""),
      graphApiVersion: value.GRAPH_API_VERSION ?? "v25.0",
      vonageApiUrl: value.VONAGE_API_URL ?? "https://api.nexmo.com",
      dataDir: value.DATA_DIR ?? ".data",
      playbooksDir: value.PLAYBOOKS_DIR,
      retentionDays: value.RETENTION_DAYS === null ? null : Number(value.RETENTION_DAYS),
      messagesPerSecond: Number(value.MESSAGES_PER_SECOND ?? 1),
      host: value.HOST ?? "0.0.0.0",
      port: Number(value.PORT ?? 3000),
      logLevel: (value.LOG_LEVEL ?? "info") as Config["logLevel"],
    },
    secrets: {
      slackBotToken: value.SLACK_BOT_TOKEN ?? "",
      slackSigningSecret: value.SLACK_SIGNING_SECRET,
      slackAppToken: value.SLACK_APP_TOKEN,
      metaAccessToken: value.META_ACCESS_TOKEN,
      metaAppSecret: value.META_APP_SECRET,
      metaVerifyToken: value.META_VERIFY_TOKEN,
      vonageApiKey: value.VONAGE_API_KEY,
      vonageApiSecret: value.VONAGE_API_SECRET,
      vonageSignatureSecret: value.VONAGE_SIGNATURE_SECRET,
      databaseUrl: value.DATABASE_URL,
      cacheUrl: value.CACHE_URL,
      encryptionKey: value.ENCRYPTION_KEY,
    },
  };
}

/** What `backup` and `restore` need, which must also work where the bot is not set up: nothing else is looked at. */
export function loadStorageSettings(env: Env) {
  const read = (name: SettingName) => env[name]?.trim() || null;
  return {
    dataDir: read("DATA_DIR") ?? ".data",
    databaseUrl: read("DATABASE_URL"),
    encryptionKey: read("ENCRYPTION_KEY"),
  };
}

function isKey(value: string): boolean {
  const isHex = /^[0-9a-fA-F]{64}$/.test(value);
  return isHex || Buffer.from(value, "base64").length === 32;
}
