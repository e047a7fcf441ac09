import { Counter, Histogram, Registry } from "prom-client";
import { DELIVERY_KINDS, type Metrics } from "../app/ports/metrics.ts";

/** Slack waits three seconds for an ack. */
const ACK_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3, 5];
const LAG_SECONDS = [0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1_800];

/** What this process counted since it started, in a registry of its own. */
export function createMetrics(): Metrics & { render(): Promise<string> } {
  const registry = new Registry();
  const registers = [registry];
  const acks = new Histogram({
    name: "locksmith_slack_ack_seconds",
    help: "From a delivery of Slack's to its ack, by what was delivered.",
    labelNames: ["kind"],
    buckets: ACK_SECONDS,
    registers,
  });
  const notAcked = new Counter({
    name: "locksmith_slack_not_acked_total",
    help: "Deliveries of Slack's that got no ack.",
    labelNames: ["kind"],
    registers,
  });
  const rateLimited = new Counter({
    name: "locksmith_slack_rate_limited_total",
    help: "Calls that Slack answered with 429, by Web API method.",
    labelNames: ["method"],
    registers,
  });
  const lag = new Histogram({
    name: "locksmith_publish_lag_seconds",
    help: "From when a message was wanted until Slack showed it.",
    buckets: LAG_SECONDS,
    registers,
  });
  const probes = new Counter({
    name: "locksmith_probes_total",
    help: "Live reads of a number, by provider and by what came of them.",
    labelNames: ["provider", "result"],
    registers,
  });
  // A series that begins with its first event has no increase to see.
  for (const kind of DELIVERY_KINDS) {
    acks.zero({ kind });
    notAcked.inc({ kind }, 0);
  }
  return {
    acked: (kind, ms) => acks.observe({ kind }, ms / 1000),
    notAcked: (kind) => notAcked.inc({ kind }),
    rateLimited: (method) => rateLimited.inc({ method }),
    published: (lagMs) => lag.observe(lagMs / 1000),
    probed: (provider, result) => probes.inc({ provider, result }),
    render: () => registry.metrics(),
  };
}
