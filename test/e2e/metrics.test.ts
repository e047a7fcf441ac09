import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { type Family, readExposition } from "../support/exposition.ts";
import { LOCKED } from "./support/form.ts";
import { readAnswer } from "./support/screen.ts";
import { fileTicket } from "./support/tickets.ts";
import { WALK_MS, WITHIN } from "./support/within.ts";

const NUMBER = "+15550100002";

describe.each(["http", "socket"] as const)("metrics of a bot at work over %s", (mode) => {
  let bot: TestBot;
  beforeAll(async () => {
    bot = await startTestBot({ mode });
  }, WALK_MS);
  afterAll(async () => {
    await bot?.stop();
  });

  const get = () => fetch(`http://127.0.0.1:${bot.bot.port}/metrics`);
  const scrape = async () => readExposition(await (await get()).text());

  /** The sum of the series with this name whose labels include these. */
  function sumOf(families: readonly Family[], name: string, labels: Record<string, string> = {}): number | undefined {
    const found = families
      .flatMap(({ samples }) => samples)
      .filter((one) => one.name === `locksmith_${name}`)
      .filter((one) => Object.entries(labels).every(([label, value]) => one.labels[label] === value));
    return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0);
  }

  test("a command, a ticket, a 429 and a probe are there, in the text format", { timeout: WALK_MS }, async () => {
    const ana = bot.slack.human("ana");
    await readAnswer(ana, () => ana.slash({ channel: "#general", text: `/waba status ${NUMBER}` }));
    bot.slack.failNext("chat.postMessage", { kind: "rate_limited", retryAfter: 1 });
    await fileTicket(bot, { number: "+15550150001", errors: LOCKED });

    await vi.waitFor(async () => expect(sumOf(await scrape(), "notices_waiting")).toBe(0), WITHIN);
    const said = await scrape();
    expect(sumOf(said, "ready")).toBe(1);
    expect(sumOf(said, "database_up")).toBe(1);
    expect(sumOf(said, "slack_ack_seconds_count", { kind: "command" })).toBeGreaterThanOrEqual(2);
    expect(sumOf(said, "slack_ack_seconds_count", { kind: "view" })).toBeGreaterThanOrEqual(1);
    expect(sumOf(said, "slack_not_acked_total")).toBe(0);
    expect(sumOf(said, "slack_rate_limited_total", { method: "chat.postMessage" })).toBe(1);
    // Card and checklist.
    expect(sumOf(said, "publish_lag_seconds_count")).toBeGreaterThanOrEqual(2);
    expect(sumOf(said, "publish_oldest_wait_seconds")).toBe(0);
    expect(sumOf(said, "probes_total", { provider: "meta", result: "read" })).toBe(1);
    expect(sumOf(said, "tickets_open", { status: "open" })).toBe(1);
    expect(sumOf(said, "jobs_dead", { name: "purge" })).toBe(0);
    expect(sumOf(said, "jobs_waiting", { when: "scheduled" })).toBeGreaterThanOrEqual(1);
    expect(sumOf(said, "deliveries_unfinished")).toBe(0);
    expect(sumOf(said, "time_to_send_again_seconds_count")).toBe(0);
  });

  test("its labels name nobody, no number and no workspace, and are few", async () => {
    const response = await get();
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    const text = await response.text();
    const series = readExposition(text).flatMap(({ samples }) => samples);
    const values = new Set(series.flatMap(({ labels: { le: _, ...labels } }) => Object.values(labels)));
    for (const value of values) expect(value).toMatch(/^[a-z]+(?:[_.][a-zA-Z]+)*$/);
    expect(text).not.toMatch(/5550|WL-|Locksmith |\bU0|\bC0/);
    expect(series.length).toBeLessThan(250);
  });

  test("many scrapes at once are all answered", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, scrape));
    for (const said of answers) expect(sumOf(said, "database_up")).toBe(1);
  });
});
