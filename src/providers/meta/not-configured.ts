import type { Clock } from "../../app/ports/clock.ts";
import type { Prober } from "../../app/ports/prober.ts";
import { unreadEvidence } from "./to-evidence.ts";

/** Stands in when META_ACCESS_TOKEN is not set: says that nothing was read, and why. */
export function notConfiguredProber(clock: Clock): Prober {
  return async () => ({ evidence: unreadEvidence(["number"], { why: "not_configured" }, clock()), cached: false });
}
