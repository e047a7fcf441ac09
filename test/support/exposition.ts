export type Sample = { name: string; labels: Readonly<Record<string, string>>; value: number };
export type Family = { name: string; type: string; help: string; samples: readonly Sample[] };

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LINE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (NaN|[+-]Inf|[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y;
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  counter: [""],
  gauge: [""],
  histogram: ["_bucket", "_sum", "_count"],
};

/**
 * Reads the text format as strictly as its page says, and throws at the first line that is none of it.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function readExposition(text: string): readonly Family[] {
  if (!text.endsWith("\n")) throw new Error("The last line does not end.");
  const families: { name: string; type: string; help: string; samples: Sample[] }[] = [];
  for (const line of text.slice(0, -1).split("\n")) {
    if (line === "") continue;
    const [, keyword, name = "", rest = ""] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    const last = families.at(-1);
    if (keyword === "HELP") {
      if (!NAME.test(name) || families.some((one) => one.name === name)) throw new Error(`Twice or no name: ${line}`);
      families.push({ name, type: "", help: rest, samples: [] });
    } else if (keyword === "TYPE") {
      if (last?.name !== name || last.type !== "" || !(rest in SUFFIXES)) throw new Error(`Out of place: ${line}`);
      last.type = rest;
    } else {
      if (last === undefined) throw new Error(`Nothing before: ${line}`);
      last.samples.push(readSample(line, last));
    }
  }
  for (const family of families) refuseWrong(family);
  return families;
}

function readSample(line: string, { name, type }: Omit<Family, "samples">): Sample {
  const [, own = "", labels = "", value = ""] = LINE.exec(line) ?? [];
  if (!SUFFIXES[type]?.some((suffix) => own === name + suffix)) throw new Error(`Not of ${name}: ${line}`);
  return { name: own, labels: readLabels(labels), value: numberOf(value) };
}

function readLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.length) {
    const at = LABEL.lastIndex;
    const [, name = "", value = ""] = LABEL.exec(text) ?? [];
    if (name === "" || name in labels) throw new Error(`No label: ${text.slice(at)}`);
    labels[name] = value;
  }
  return labels;
}

function numberOf(value: string): number {
  return value.endsWith("Inf") ? Number(`${value}inity`) : Number(value);
}

/** No series twice; the buckets of a histogram rise and end with all. */
function refuseWrong({ name, type, samples }: Family): void {
  const keys = samples.map((sample) => `${sample.name}${JSON.stringify(Object.entries(sample.labels).sort())}`);
  if (new Set(keys).size < keys.length) throw new Error(`${name} has a series twice.`);
  if (type === "counter" && samples.some(({ value }) => !(value >= 0))) throw new Error(`${name} counts below zero.`);
  if (type !== "histogram") return;
  for (const count of samples.filter((sample) => sample.name === `${name}_count`)) {
    const own = samples.filter(({ labels: { le: _, ...labels } }) => {
      return JSON.stringify(labels) === JSON.stringify(count.labels);
    });
    const buckets = own.filter((sample) => sample.name === `${name}_bucket`);
    const bounds = buckets.map(({ labels }) => numberOf(labels.le ?? ""));
    const rises = (list: readonly number[], by: (a: number, b: number) => boolean) =>
      list.every((value, at) => at === 0 || by(list[at - 1] ?? 0, value));
    const values = buckets.map(({ value }) => value);
    if (!rises(bounds, (a, b) => a < b) || !rises(values, (a, b) => a <= b)) throw new Error(`${name} does not rise.`);
    if (bounds.at(-1) !== Infinity || values.at(-1) !== count.value) throw new Error(`${name} does not end with all.`);
  }
}
