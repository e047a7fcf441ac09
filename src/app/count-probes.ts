import type { Metrics, ProbeResult } from "./ports/metrics.ts";
import type { Probed, Prober } from "./ports/prober.ts";

/** The same prober, counted by what came of each read. */
export function countProbes(probe: Prober, provider: string, metrics: Pick<Metrics, "probed">): Prober {
  return async (number) => {
    const probed = await probe(number);
    metrics.probed(provider, resultOf(probed));
    return probed;
  };
}

function resultOf({ cached, evidence }: Probed): ProbeResult {
  if (cached) return "cached";
  return evidence.find((item) => item.kind === "unread")?.why ?? "read";
}
