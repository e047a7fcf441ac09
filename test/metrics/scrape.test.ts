import { afterEach, expect, test, vi } from "vitest";
import type { Readings } from "../../src/app/ports/metrics.ts";
import { createMetrics } from "../../src/metrics/create-metrics.ts";
import { createScrape } from "../../src/metrics/create-scrape.ts";
import { type Family, readExposition } from "../support/exposition.ts";

afterEach(() => void vi.useRealTimers());

const DURATIONS = { upTo: [{ seconds: 3600, count: 1 }], count: 2, sumSeconds: 9000 };
const READINGS: Readings = {
  notices: { pending: 2, sent: 0 },
  oldestWaitSeconds: 61.5,
  noticesRefused: 1,
  unfinished: 3,
  ticketsOpen: { open: 4, waiting_on_meta: 0 },
  sendAgain: { first_seen: DURATIONS, filed: { upTo: [{ seconds: 3600, count: 0 }], count: 0, sumSeconds: 0 } },
  jobs: { purge: { due: 0, scheduled: 1, dead: 0 }, step_due: { due: 5, scheduled: 0, dead: 2 } },
};

type Read = () => Promise<Readings>;

function aScrape(read: Read = async () => READINGS, isUp = () => true) {
  const own = createMetrics();
  const scrape = createScrape({ own, read, isUp });
  return { own, scrape: async () => readExposition(await scrape()) };
}

/** Value of the one series with this name and these labels. */
function sampleOf(families: readonly Family[], name: string, labels: Record<string, string> = {}): number | undefined {
  const found = families.flatMap(({ samples }) => samples.filter((sample) => sample.name === `locksmith_${name}`));
  return found.find((sample) => JSON.stringify(sample.labels) === JSON.stringify(labels))?.value;
}

test("says what this process counted", async () => {
  const { own, scrape } = aScrape();
  own.acked("command", 120);
  own.acked("command", 4_000);
  own.notAcked("view");
  own.rateLimited("chat.postMessage");
  own.published(1_500);
  own.probed("meta", "timed_out");
  const said = await scrape();
  expect(sampleOf(said, "slack_ack_seconds_bucket", { le: "0.25", kind: "command" })).toBe(1);
  expect(sampleOf(said, "slack_ack_seconds_bucket", { le: "3", kind: "command" })).toBe(1);
  expect(sampleOf(said, "slack_ack_seconds_count", { kind: "command" })).toBe(2);
  expect(sampleOf(said, "slack_not_acked_total", { kind: "view" })).toBe(1);
  expect(sampleOf(said, "slack_rate_limited_total", { method: "chat.postMessage" })).toBe(1);
  expect(sampleOf(said, "publish_lag_seconds_sum")).toBe(1.5);
  expect(sampleOf(said, "probes_total", { provider: "meta", result: "timed_out" })).toBe(1);
});

test("each kind of delivery is there before its first, so that its increase is seen", async () => {
  const said = await aScrape().scrape();
  expect(sampleOf(said, "slack_ack_seconds_count", { kind: "shortcut" })).toBe(0);
  expect(sampleOf(said, "slack_not_acked_total", { kind: "event" })).toBe(0);
});

test("says what waits in the database, and how long numbers took to send again", async () => {
  const said = await aScrape().scrape();
  expect(sampleOf(said, "ready")).toBe(1);
  expect(sampleOf(said, "database_up")).toBe(1);
  expect(sampleOf(said, "notices_waiting", { state: "pending" })).toBe(2);
  expect(sampleOf(said, "publish_oldest_wait_seconds")).toBe(61.5);
  expect(sampleOf(said, "notices_refused")).toBe(1);
  expect(sampleOf(said, "deliveries_unfinished")).toBe(3);
  expect(sampleOf(said, "jobs_waiting", { name: "step_due", when: "due" })).toBe(5);
  expect(sampleOf(said, "jobs_waiting", { name: "purge", when: "scheduled" })).toBe(1);
  expect(sampleOf(said, "jobs_dead", { name: "step_due" })).toBe(2);
  expect(sampleOf(said, "tickets_open", { status: "open" })).toBe(4);
  expect(sampleOf(said, "time_to_send_again_seconds_bucket", { le: "3600", since: "first_seen" })).toBe(1);
  expect(sampleOf(said, "time_to_send_again_seconds_bucket", { le: "+Inf", since: "first_seen" })).toBe(2);
  expect(sampleOf(said, "time_to_send_again_seconds_sum", { since: "first_seen" })).toBe(9000);
});

test("without a Slack token it is not ready, though the database is up", async () => {
  const said = await aScrape(undefined, () => false).scrape();
  expect([sampleOf(said, "ready"), sampleOf(said, "database_up")]).toEqual([0, 1]);
});

test("a database that refuses leaves its numbers out instead of calling them zero", async () => {
  const { own, scrape } = aScrape(() => Promise.reject(new Error("connect ECONNREFUSED")));
  own.rateLimited("chat.update");
  const said = await scrape();
  expect([sampleOf(said, "ready"), sampleOf(said, "database_up")]).toEqual([0, 0]);
  expect(sampleOf(said, "slack_rate_limited_total", { method: "chat.update" })).toBe(1);
  expect(said.map(({ name }) => name).filter((name) => /notices|jobs|tickets|send_again|oldest/.test(name))).toEqual(
    [],
  );
});

test("a database that never answers is waited for two seconds, and asked by one scrape of many", async () => {
  vi.useFakeTimers();
  const read = vi.fn<Read>(() => new Promise(() => {}));
  const { scrape } = aScrape(read);
  const first = Promise.all([scrape(), scrape(), scrape()]);
  await vi.advanceTimersByTimeAsync(2_000);
  for (const said of await first) expect(sampleOf(said, "database_up")).toBe(0);
  const later = scrape();
  await vi.advanceTimersByTimeAsync(2_000);
  await later;
  expect(read).toHaveBeenCalledOnce();
});

test("scrapes at once share one look at the database, and the next one looks again", async () => {
  let answer: (readings: Readings) => void = () => {};
  const read = vi.fn<Read>(() => new Promise((resolve) => (answer = resolve)));
  const { scrape } = aScrape(read);
  const both = Promise.all([scrape(), scrape()]);
  answer(READINGS);
  for (const said of await both) expect(sampleOf(said, "deliveries_unfinished")).toBe(3);
  expect(read).toHaveBeenCalledOnce();
  const next = scrape();
  answer({ ...READINGS, unfinished: 0 });
  expect(sampleOf(await next, "deliveries_unfinished")).toBe(0);
});

test("scrapes that follow a recovered database say so", async () => {
  const read = vi.fn<Read>(async () => READINGS).mockRejectedValueOnce(new Error("away"));
  const { scrape } = aScrape(read);
  expect(sampleOf(await scrape(), "database_up")).toBe(0);
  expect(sampleOf(await scrape(), "database_up")).toBe(1);
});
