import type { Clock } from "./app/ports/clock.ts";
import type { Prober } from "./app/ports/prober.ts";
import type { Config, Secrets } from "./config.ts";
import { createGraphClient, type GraphClient } from "./providers/meta/client.ts";
import { notConfiguredProber } from "./providers/meta/not-configured.ts";
import { createMetaProber } from "./providers/meta/prober.ts";
import { createRequest } from "./providers/shared/request.ts";
import type { Cache } from "./store/cache.ts";

type Needs = { config: Config; secrets: Pick<Secrets, "metaAccessToken">; cache: Cache; clock: Clock };

/** The live reads that the settings allow, and in words the ones they do not. */
export function createProber({ config, secrets, cache, clock }: Needs): { probe: Prober; missing: readonly string[] } {
  const client = createGraph(config, secrets, clock);
  if (client === undefined) return { probe: notConfiguredProber(clock), missing: ["Meta (set META_ACCESS_TOKEN)"] };
  return { probe: createMetaProber({ client, cache, clock, config: whereToLook(config) }), missing: [] };
}

/** Undefined without a token. */
export function createGraph(
  config: Config,
  { metaAccessToken }: Pick<Secrets, "metaAccessToken">,
  clock: Clock,
): GraphClient | undefined {
  if (metaAccessToken === null) return undefined;
  return createGraphClient({
    request: createRequest({ provider: "Meta" }),
    token: metaAccessToken,
    baseUrl: config.graphApiUrl,
    version: config.graphApiVersion,
    clock,
  });
}

export function whereToLook({ metaWabaIds, metaBusinessId }: Config) {
  return { wabaIds: metaWabaIds, businessId: metaBusinessId };
}
