import type { Histogram } from "prom-client";
import type { Durations } from "../app/ports/metrics.ts";

type Options = { name: string; help: string; label: string; series: Readonly<Record<string, Durations>> };

/** A histogram whose observations are rows: prom-client keeps its own in memory, but renders whatever `get` returns. */
export function storedHistogram({ name, help, label, series }: Options): Histogram {
  const values = Object.entries(series).flatMap(([value, { upTo, count, sumSeconds }]) => {
    const labels = { [label]: value };
    const sample = (suffix: string, labels: object, value: number) => ({
      metricName: `${name}_${suffix}`,
      labels,
      value,
    });
    return [
      ...upTo.map(({ seconds, count: n }) => sample("bucket", { le: seconds, ...labels }, n)),
      sample("bucket", { le: "+Inf", ...labels }, count),
      sample("sum", labels, sumSeconds),
      sample("count", labels, count),
    ];
  });
  return { name, get: async () => ({ name, help, type: "histogram", aggregator: "sum", values }) } as never;
}
