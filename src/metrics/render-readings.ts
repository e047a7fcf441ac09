import { Gauge, Registry } from "prom-client";
import type { Readings } from "../app/ports/metrics.ts";
import { storedHistogram } from "./stored-histogram.ts";

type State = { readings: Readings | undefined; isReady: boolean };

/** What the database says at this moment. Without an answer its gauges are left out: nothing is known, not zero. */
export function renderReadings({ readings, isReady }: State): Promise<string> {
  const registry = new Registry();
  const gauge = (name: string, help: string, samples: readonly Sample[]) => {
    const labelNames = Object.keys(samples[0]?.labels ?? {});
    const made = new Gauge({ name: `locksmith_${name}`, help, labelNames, registers: [registry] });
    for (const { labels, value } of samples) made.set(labels, value);
  };
  gauge("ready", "1 when this process can take work, as /readyz says.", one(isReady ? 1 : 0));
  gauge("database_up", "1 when the database answered in time.", one(readings === undefined ? 0 : 1));
  if (readings === undefined) return registry.metrics();

  const { notices, jobs, ticketsOpen, sendAgain } = readings;
  gauge("notices_waiting", "Messages that Slack does not show as wanted yet, by state.", each("state", notices));
  gauge("publish_oldest_wait_seconds", "How long the oldest of them has waited.", one(readings.oldestWaitSeconds));
  gauge(
    "notices_refused",
    "Messages that Slack refused for good, of tickets not resolved.",
    one(readings.noticesRefused),
  );
  gauge("deliveries_unfinished", "Events of Slack's whose handling has not ended.", one(readings.unfinished));
  gauge("jobs_waiting", "Jobs that wait, by name and by whether their time has come.", [
    ...Object.entries(jobs).flatMap(([name, { due, scheduled }]) => [
      { labels: { name, when: "due" }, value: due },
      { labels: { name, when: "scheduled" }, value: scheduled },
    ]),
  ]);
  gauge(
    "jobs_dead",
    "Jobs that failed for good in the last week, by name.",
    Object.entries(jobs).map(([name, { dead }]) => ({ labels: { name }, value: dead })),
  );
  gauge("tickets_open", "Tickets that are not resolved, by status.", each("status", ticketsOpen));
  registry.registerMetric(
    storedHistogram({
      name: "locksmith_time_to_send_again_seconds",
      help: "How long it took until the number sent again, of tickets resolved as recovered.",
      label: "since",
      series: sendAgain,
    }),
  );
  return registry.metrics();
}

type Sample = { labels: Record<string, string>; value: number };

const one = (value: number): readonly Sample[] => [{ labels: {}, value }];

function each(label: string, values: Readonly<Record<string, number>>): readonly Sample[] {
  return Object.entries(values).map(([name, value]) => ({ labels: { [label]: name }, value }));
}
