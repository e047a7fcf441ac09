import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { createFakeGraph } from "../sandbox/graph/server.ts";
import { createClock } from "../sandbox/slack/clock.ts";
import { createLocalSlack } from "../sandbox/slack/create-local-slack.ts";
import { LOCAL_TOKENS } from "../sandbox/tokens.ts";
import { SLOWER } from "../test/support/within.ts";
import { DATABASES } from "./load/prepare-database.ts";
import { createHome } from "./load/start-bot.ts";
import { percentile } from "./load/statistics.ts";
import { ms, printTable } from "./load/table.ts";
import { createCrowd } from "./soak/crowd.ts";
import { createDeeds, IN_5000 } from "./soak/deeds.ts";
import { trendOf } from "./soak/flatness.ts";
import { type Sample, sampleMemory } from "./soak/memory.ts";
import { runLoad, type Work } from "./soak/run-load.ts";
import { watchTakenAway } from "./soak/taken-away.ts";
import { watchSlack } from "./soak/watch-slack.ts";

const ROOT = join(import.meta.dirname, "..");
const GRAPH_TOKEN = "local-graph-token";
const SAMPLE_EVERY_MS = 10_000;
/** Caches fill and code is compiled first. */
const WARM_UP = { share: 1 / 3, mostMinutes: 10 };
/** Ten samples are left after the warm-up, one for each mean of the trend. */
const LEAST_MINUTES = 3;
const SETTLE_MS = 5_000;

const OPTIONS = {
  minutes: { type: "string", default: "30" },
  database: { type: "string", default: "embedded" },
  rate: { type: "string", default: "50" },
} as const;

/** Does the bot stay as it is, hour after hour, under the load of a large team? */
export async function main(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const kind = DATABASES.find((one) => one === values.database);
  if (kind === undefined) throw new Error(`--database is one of: ${DATABASES.join(", ")}.`);
  const minutes = Number(values.minutes);
  if (!(minutes >= LEAST_MINUTES)) {
    throw new Error(`--minutes is ${LEAST_MINUTES} or more: of less there are too few samples of the memory.`);
  }
  const forMs = minutes * 60_000;
  const crowd = createCrowd(60, 20);
  const graph = await createFakeGraph({ token: GRAPH_TOKEN });
  const slack = await createLocalSlack({
    ...LOCAL_TOKENS,
    mode: "http",
    workspace: crowd.workspace,
    clock: createClock({ rate: 1 / SLOWER }),
    manifest: parse(readFileSync(join(ROOT, "manifest.yml"), "utf8")),
  });
  const home = await createHome(kind, {
    SLACK_BOT_TOKEN: LOCAL_TOKENS.botToken,
    SLACK_SIGNING_SECRET: LOCAL_TOKENS.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    SUPPORT_CHANNEL: "#waba-support",
    META_ACCESS_TOKEN: GRAPH_TOKEN,
    META_WABA_IDS: graph.accountIds.join(","),
    GRAPH_API_URL: graph.url,
  });
  const probe = join(import.meta.dirname, "load/report-memory.mjs");
  const bot = await home.start(["--expose-gc", "--import", probe], { ipc: true });
  slack.setRequestUrl(`http://127.0.0.1:${bot.port}/slack/events`);
  const watch = watchSlack(slack);
  const memory = sampleMemory(bot, SAMPLE_EVERY_MS);
  const log = join(home.folder, "log");
  const failed: string[] = [];
  const readErrors = () => [
    ...complaints(log),
    ...failed,
    ...watch.refused,
    ...slack.redEntries().map(({ title }) => title),
  ];
  const takenAway = watchTakenAway({ acks: watch.acks, countErrors: () => readErrors().length });
  const ended = new AbortController();
  bot.child.once("exit", () => ended.abort());
  try {
    const work = await runLoad({
      people: crowd.people.map((name) => slack.human(name)),
      deeds: createDeeds(slack, crowd.desks),
      often: IN_5000,
      perSecond: Number(values.rate),
      forMs,
      onError: (line) => failed.push(line),
      signal: ended.signal,
    });
    await pause(SETTLE_MS);
    await slack.idle();
    watch.stop();
    const errors = [...(ended.signal.aborted ? ["the bot ended"] : []), ...readErrors()];
    const byTaken = takenAway.rows();
    return report({ kind, work, errors, acks: watch.acks, byTaken, samples: memory.samples, minutes });
  } finally {
    memory.stop();
    takenAway.stop();
    if (!ended.signal.aborted) await bot.stop();
    await slack.close();
    await graph.close();
    await home.remove();
  }
}

/** Warnings and errors in the bot's log. */
function complaints(file: string): string[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "" && !/"level":(10|20|30)\b/.test(line));
}

type Soaked = {
  kind: string;
  work: Work;
  errors: readonly string[];
  acks: readonly number[];
  byTaken: readonly (readonly (string | number)[])[];
  samples: readonly Sample[];
  minutes: number;
};

function report({ kind, work, errors, acks, byTaken, samples, minutes }: Soaked): boolean {
  const warmUp = Math.min(minutes * WARM_UP.share, WARM_UP.mostMinutes) / 60;
  const settled = samples.filter(({ hours }) => hours > warmUp);
  const trends = (["rss", "heap", "code", "external"] as const).map((name) => {
    return { name, ...trendOf(settled.map((sample) => ({ x: sample.hours, y: sample[name] }))) };
  });
  const done = Object.entries(work.done);
  const sum = done.reduce((total, [, count]) => total + count, 0);
  printTable(
    [`${minutes} minutes, ${kind}`, ""],
    [
      ...done.map(([name, count]) => [name, count]),
      ["requests a second", (sum / (minutes * 60)).toFixed(1)],
      ["not sent, the machine was too slow", work.heldBack],
      [
        "ack, p50 / p99 / worst",
        `${ms(percentile(acks, 0.5))} / ${ms(percentile(acks, 0.99))} / ${ms(percentile(acks, 1))} ms`,
      ],
      ["errors", errors.length],
    ],
  );
  printTable(
    ["processors taken away by other machines", "times 10 s", "ack p50 ms", "p99 ms", "worst ms", "errors"],
    byTaken,
  );
  printTable(
    [`memory after ${(warmUp * 60).toFixed(0)} minutes, MB`, "mean", "slope an hour", "its standard error", ""],
    trends.map(({ name, level, slope, noise, isFlat }) => {
      return [name, level.toFixed(1), slope.toFixed(2), noise.toFixed(2), isFlat ? "flat" : "grows"];
    }),
  );
  printTable(
    ["mean of each tenth of it, MB", ...(trends[0]?.means ?? []).map((_, at) => `${at + 1}`)],
    trends.map(({ name, means }) => [name, ...means.map((mean) => mean.toFixed(1))]),
  );
  for (const error of errors.slice(0, 20)) console.log(`- ${error.slice(0, 300)}`);
  const isFlat = trends.every(({ name, isFlat }) => isFlat || name === "code");
  console.log(isFlat ? "Memory is flat." : "Memory is not flat.");
  return isFlat && errors.length === 0;
}
