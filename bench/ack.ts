import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startWorkspace } from "../sandbox/start-workspace.ts";
import { type Loaded, startGenerator } from "./load/generate-load.ts";
import { type Running, startProcess } from "./load/process.ts";
import type { RequestKind } from "./load/requests.ts";
import { createHome, type Home } from "./load/start-bot.ts";
import { median, percentile } from "./load/statistics.ts";
import { ms, printTable } from "./load/table.ts";

const GOALS = { ofBolt: 0.5, p99Ms: 50, laterStartMs: 1500, idleMb: { embedded: 220, server: 130 } };
const SETTLE_MS = 5_000;
const STARTS = 3;

const OPTIONS = {
  rounds: { type: "string", default: "5" },
  seconds: { type: "string", default: "3" },
  connections: { type: "string", default: "20" },
  /** Leaves a CPU profile of each bot in this folder. */
  profile: { type: "string" },
} as const;

type Round = Loaded & { cpuPerRequest: number };
type Target = Running & { name: string; firstStartMs: number | null; laterStartMs: number; idle: number };

/** From a signed request to its ack, with a durable claim in between: what does that cost beside Bolt alone? */
export async function main(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const profile = values.profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${values.profile}`];
  const { slack, env } = await startWorkspace({ mode: "http" });
  const folder = mkdtempSync(join(tmpdir(), "locksmith-bench-bare-"));
  const homes = [await createHome("server", env), await createHome("embedded", env)] as const;
  const targets: Target[] = [];
  const generator = startGenerator();
  try {
    targets.push(await startOften("`node:http`", (_) => startBare("bare-http", folder, env)));
    targets.push(await startOften("Bolt, only acks", (_) => startBare("bare-bolt", folder, env)));
    targets.push(await startOften("the bot, on a server", () => homes[0].start(profile), true));
    targets.push(await startOften("the bot, embedded", () => homes[1].start(profile), true));
    await settle(targets);
    async function load(target: Target, kind: RequestKind, seconds: number): Promise<Round> {
      const before = target.cpu();
      const done = await generator.load({ port: target.port, kind, seconds, connections: Number(values.connections) });
      return { ...done, cpuPerRequest: (target.cpu() - before) / done.times.length };
    }
    for (const target of targets) await load(target, "command", 2);
    const loaded = await inTurn(targets, Number(values.rounds), (target) =>
      load(target, "command", Number(values.seconds)),
    );
    const afterLoad = targets.map((target) => target.rss());
    const bots = targets.slice(2);
    const filed = await inTurn(bots, 1, (bot) => load(bot, "submission", Number(values.seconds)));
    return report({ targets, loaded, afterLoad, bots, filed });
  } finally {
    generator.stop();
    for (const target of targets) await target.stop();
    await slack.close();
    await removeAll(homes, folder);
  }
}

/** Stopped and started again a few times; the last one stays. The first start of a bot also makes its database. */
async function startOften(name: string, start: (nth: number) => Promise<Running>, isFirstSpecial = false) {
  const first = isFirstSpecial ? await start(0) : undefined;
  await first?.stop();
  const later: number[] = [];
  let running = await start(1);
  for (let nth = 2; later.push(running.readyAfterMs) < STARTS; nth += 1) {
    await running.stop();
    running = await start(nth);
  }
  return { ...running, name, firstStartMs: first?.readyAfterMs ?? null, laterStartMs: median(later), idle: Number.NaN };
}

function startBare(name: string, folder: string, env: Readonly<Record<string, string>>): Promise<Running> {
  return startProcess({ command: [join(import.meta.dirname, "load", `${name}.mjs`)], folder, env });
}

async function settle(targets: Target[]): Promise<void> {
  await pause(SETTLE_MS);
  for (const target of targets) target.idle = target.rss();
}

/** Round after round, so that a machine that is slower for a while is slower for all of them. */
async function inTurn(
  targets: readonly Target[],
  rounds: number,
  load: (target: Target) => Promise<Round>,
): Promise<Round[][]> {
  const loaded: Round[][] = targets.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, target] of targets.entries()) loaded[at]?.push(await load(target));
  }
  return loaded;
}

type Report = { targets: Target[]; loaded: Round[][]; afterLoad: number[]; bots: Target[]; filed: Round[][] };

function report({ targets, loaded, afterLoad, bots, filed }: Report): boolean {
  const times = (rounds: readonly Round[] = []) => rounds.flatMap((one) => one.times);
  const ofBolt = (at: number) =>
    median((loaded[at] ?? []).map(({ perSecond }, round) => perSecond / (loaded[1]?.[round]?.perSecond ?? 0)));
  const answered = (rounds: readonly Round[]) => [
    median(rounds.map(({ perSecond }) => perSecond)).toFixed(0),
    ms(median(times(rounds))),
    ms(percentile(times(rounds), 0.99)),
    ms(median(rounds.map(({ cpuPerRequest }) => cpuPerRequest))),
    rounds.reduce((sum, { failed }) => sum + failed, 0),
  ];
  printTable(
    [
      "`/waba help`, signed, to its ack",
      "requests/s",
      "p50 ms",
      "p99 ms",
      "CPU ms each",
      "not 200",
      "of Bolt's throughput",
    ],
    targets.map(({ name }, at) => [name, ...answered(loaded[at] ?? []), ofBolt(at).toFixed(2)]),
  );
  printTable(
    ["a form to its stored ticket", "requests/s", "p50 ms", "p99 ms", "CPU ms each", "not 200"],
    bots.map(({ name }, at) => [name, ...answered(filed[at] ?? [])]),
  );
  printTable(
    ["process", "first start ms", "later start ms", "idle MB", "after the load MB"],
    targets.map(({ name, firstStartMs, laterStartMs, idle }, at) => [
      name,
      firstStartMs?.toFixed(0) ?? "",
      laterStartMs.toFixed(0),
      idle.toFixed(0),
      (afterLoad[at] ?? Number.NaN).toFixed(0),
    ]),
  );
  const missed = [
    ...bots.flatMap(({ name, laterStartMs }, at) => [
      ofBolt(at + 2) < GOALS.ofBolt && `${name} has less than ${GOALS.ofBolt} of Bolt's throughput`,
      percentile(times(loaded[at + 2]), 0.99) > GOALS.p99Ms && `${name}: the p99 is above ${GOALS.p99Ms} ms`,
      laterStartMs > GOALS.laterStartMs && `${name} takes more than ${GOALS.laterStartMs} ms to start again`,
    ]),
    (bots[0]?.idle ?? 0) > GOALS.idleMb.server && `on a server it takes more than ${GOALS.idleMb.server} MB`,
    (bots[1]?.idle ?? 0) > GOALS.idleMb.embedded && `embedded it takes more than ${GOALS.idleMb.embedded} MB`,
    loaded.flat().some(({ failed }) => failed > 0) && "requests failed",
    !loaded.slice(2).every((rounds) => rounds.every(({ sample }) => sample.includes("blocks"))) &&
      "a bot did not answer with its help",
    !filed.every((rounds) => rounds.every(({ sample }) => sample.includes("Filed as"))) && "a form was not filed",
  ].filter((one) => one !== false);
  for (const goal of missed) console.log(`Missed: ${goal}.`);
  return missed.length === 0;
}

async function removeAll(homes: readonly Home[], folder: string): Promise<void> {
  for (const home of homes) await home.remove();
  rmSync(folder, { recursive: true, force: true });
}
