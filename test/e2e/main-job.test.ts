import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { SUPPORT, WITHIN } from "./support/within.ts";

const LOCKED = "+15550100002";

function pasted(bot: TestBot): string {
  return bot.graph.scenarios.find(({ number }) => number === LOCKED)?.paste ?? "";
}

/** The filled form, as somebody at Vonage would send it. */
function form(errors: string, number = LOCKED) {
  return {
    provider: { value: "vonage" },
    number: { value: number },
    first_seen: { value: Math.floor(Date.now() / 1000) - 3600 },
    errors: { value: errors },
    api_key: { value: "abcd1234" },
  };
}

describe.each(["http", "socket"] as const)("the main job over %s", (mode) => {
  let bot: TestBot;

  beforeAll(async () => {
    bot = await startTestBot({ mode });
  });
  afterAll(async () => {
    await bot?.stop();
  });

  const all = (kind: string) =>
    bot.slack.messages(SUPPORT).filter(({ metadata }) => metadata?.event_payload?.kind === kind);
  const card = () => all("card")[0];
  const checklist = () => all("checklist")[0];

  test("a status check answers privately with a verdict in words", async () => {
    const ana = bot.slack.human("ana");
    const { outcome } = await ana.slash({ channel: "#general", text: `/waba status ${LOCKED}` });
    expect(outcome).toBe("acked");
    await vi.waitFor(() => expect(ana.ephemerals().at(-1)?.text).toMatch(/^(Not locked|Unknown)/), WITHIN);
  });

  test("a pasted error outranks the healthy node, and the thread says so", async () => {
    const ana = bot.slack.human("ana");
    const { message } = await ana.say({ channel: "#general", text: `@Locksmith ${pasted(bot)}` });
    await vi.waitFor(() => {
      const [, answer] = bot.slack.thread("#general", message?.ts ?? "");
      expect(answer?.text).toMatch(/^Locked/);
    }, WITHIN);
  });

  test("a mistake in the form is told under its field, and a ticket with card and checklist follows", async () => {
    const ana = bot.slack.human("ana");
    await ana.slash({ channel: "#general", text: `/waba escalate ${LOCKED}` });
    await vi.waitFor(() => expect(ana.views()).toHaveLength(1), WITHIN);

    const wrong = await ana.submitView({ ...form(pasted(bot)), number: { value: "hello" } });
    expect(wrong.errors?.number).toMatch(/number/i);

    const filed = await ana.submitView(form(pasted(bot)));
    expect(filed.errors ?? {}).toEqual({});
    await vi.waitFor(() => {
      expect(all("card")).toHaveLength(1);
      expect(card()?.text).toMatch(/WL-1/);
      expect(checklist()?.thread_ts).toBe(card()?.ts);
    }, WITHIN);
  });

  test("a step is ticked off by one person and both see it, once", async () => {
    const ben = bot.slack.human("ben");
    const pressed = await ben.clickButton({
      channel: SUPPORT,
      ts: checklist()?.ts ?? "",
      action_id: "step:set:stop.pause_bulk",
    });
    expect(pressed).toMatchObject({ outcome: "acked" });
    await vi.waitFor(() => expect(JSON.stringify(checklist()?.blocks)).toContain("Said done by <@U0BEN"), WITHIN);
    expect(all("card")).toHaveLength(1);
    expect(all("checklist")).toHaveLength(1);
  });

  test("nothing the local workspace is strict about was broken", () => {
    expect(bot.slack.redEntries()).toEqual([]);
  });
});
