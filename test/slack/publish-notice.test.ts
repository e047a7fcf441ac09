import { WebClient } from "@slack/web-api";
import { expect, it } from "vitest";
import type { Notice, NoticeStore, NotSent, Sent } from "../../src/app/ports/store.ts";
import { plus, SECOND } from "../../src/domain/time.ts";
import { clientOptions } from "../../src/slack/clients.ts";
import { createPublishNotice } from "../../src/slack/publish-notice.ts";
import { aLocalSlack, BOT_TOKEN } from "../sandbox/slack/slack-for-test.ts";
import { aNotice, NOW } from "../store/builders.ts";

type Rest = Partial<Notice> & { stands?: (ts: string) => string; renewed?: boolean; laterMs?: number };

/** One notice in hand, and what is recorded of it. */
async function aPublication({ stands = (ts) => ts, renewed = true, laterMs = 0, ...over }: Rest = {}) {
  const slack = await aLocalSlack();
  const client = new WebClient(BOT_TOKEN, clientOptions(slack.apiUrl));
  const channel = (await client.conversations.list()).channels?.find(({ name }) => name === "general")?.id ?? "";
  const state: Notice = {
    ...aNotice({ channel }),
    wantedAt: new Date().toISOString(),
    sentRevision: 0,
    ts: null,
    state: "pending",
    refusedBecause: null,
    ...over,
  };
  const sent: Sent[] = [];
  const failed: NotSent[] = [];
  const held: unknown[][] = [];
  const told: string[] = [];
  const notices = {
    async renew() {
      return renewed;
    },
    async recordSent(_id, _holder, one) {
      sent.push(one);
      return { ts: stands(one.ts) };
    },
    async recordFailed(_id, _holder, one) {
      failed.push(one);
    },
    async hold(...args) {
      held.push(args);
    },
  } as Pick<NoticeStore, "renew" | "recordSent" | "recordFailed" | "hold"> as NoticeStore;
  const metadata = { event_type: "waba_ticket", event_payload: { notice: state.id } };
  const publish = createPublishNotice({
    notices,
    client,
    render: async () => ({ message: { text: "WL-1", blocks: [], metadata }, revision: 4, pending: 0 }),
    refusesChannel: async () => undefined,
    clock: () => plus(NOW, laterMs),
    onRefused: async (_, because) => void told.push(because),
    holder: "one",
    log: { warn() {}, info() {} },
  });
  const shown = () => slack.messages(channel).filter((one) => one.metadata?.event_payload.notice === state.id);
  return { slack, channel, sent, failed, held, told, shown, publish: () => publish(state, plus(NOW, 10 * SECOND)) };
}

it("what is posted is recorded with the revision that was shown", async () => {
  const { publish, sent, shown, channel } = await aPublication();
  await publish();
  expect(sent).toMatchObject([{ ts: shown()[0]?.ts, channel, revision: 4, notBefore: plus(NOW, SECOND) }]);
});

it("a message that another process posted first stays, and this one is taken away", async () => {
  const { publish, shown } = await aPublication({ stands: () => "1700000000.000001" });
  await publish();
  expect(shown()).toEqual([]);
});

it("a process that was held up too long asks whether it is still its turn", async () => {
  const lost = await aPublication({ laterMs: 9 * SECOND, renewed: false });
  await lost.publish();
  expect(lost.shown()).toEqual([]);
  expect(lost.failed).toEqual([]);
  const kept = await aPublication({ laterMs: 9 * SECOND });
  await kept.publish();
  expect(kept.shown()).toHaveLength(1);
});

it("what could not be recorded may be there, so it is looked for next time", async () => {
  const { publish, failed } = await aPublication({
    stands: () => {
      throw new Error("the database went away");
    },
  });
  await publish();
  expect(failed).toMatchObject([{ state: "unknown" }]);
});

it.each([
  ["a lost answer", { kind: "accept_then_drop" }, { state: "unknown", because: "no_answer" }],
  ["an outage", { kind: "http", status: 503 }, { state: "unknown", because: "no_answer" }],
  ["a limit", { kind: "rate_limited", retryAfter: 7 }, { state: "pending", because: "rate_limited" }],
  ["a refusal", { kind: "error", error: "is_archived" }, { state: "refused", because: "is_archived" }],
] as const)("%s to a post", async (_, fault, expected) => {
  const { slack, publish, failed, held, told, channel } = await aPublication();
  slack.failNext("chat.postMessage", fault);
  await publish();
  expect(failed).toMatchObject([expected]);
  expect(held).toEqual(expected.because === "rate_limited" ? [[channel, "post", plus(NOW, 7 * SECOND)]] : []);
  expect(told).toEqual(expected.state === "refused" ? ["is_archived"] : []);
});

it.each([
  ["a cut line", { kind: "drop" }, "pending"],
  ["a limit", { kind: "rate_limited", retryAfter: 7 }, "pending"],
  ["a closed window", { kind: "error", error: "edit_window_closed" }, "refused"],
] as const)("%s to an update, which may be repeated", async (_, fault, state) => {
  const { slack, publish, failed, held, channel } = await aPublication({ ts: "1700000000.000001" });
  slack.failNext("chat.update", fault);
  await publish();
  expect(failed).toMatchObject([{ state }]);
  expect(held).toEqual(fault.kind === "rate_limited" ? [[channel, "update", plus(NOW, 7 * SECOND)]] : []);
});

it.each([
  ["a limit", { kind: "rate_limited", retryAfter: 7 }],
  ["an outage", { kind: "http", status: 503 }],
] as const)("%s while looking leaves it open whether it is there, and posts nothing", async (_, fault) => {
  const { slack, publish, failed, held, shown } = await aPublication({ state: "unknown" });
  slack.failNext("conversations.history", fault);
  await publish();
  expect(failed).toMatchObject([{ state: "unknown" }]);
  expect(held).toEqual([]);
  expect(shown()).toEqual([]);
});
