import type { Prober } from "./app/ports/prober.ts";
import { loadConfig } from "./config.ts";
import { createProber } from "./create-prober.ts";
import { createCache } from "./store/cache.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Live reads from a terminal; only the Meta settings matter, so Slack's may be missing. */
export function probeFromEnv(env: Env): Prober {
  const slack = { SLACK_BOT_TOKEN: "xoxb-unused", SLACK_SIGNING_SECRET: "unused-here", SUPPORT_CHANNEL: "#unused" };
  const { config, secrets } = loadConfig({ ...env, ...slack, DATABASE_URL: "", CACHE_URL: "" });
  return createProber({ config, secrets, cache: createCache({}), clock: () => new Date().toISOString() }).probe;
}
