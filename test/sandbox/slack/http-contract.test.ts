import { describe, expect, test } from "vitest";
import { aClient, refusalOf } from "./a-client.ts";
import { anApp } from "./an-app.ts";
import { aModal, divider } from "./blocks.ts";
import { aLocalSlack } from "./slack-for-test.ts";

const GENERAL = "C0GENERAL01";

async function aWorkspace() {
  const slack = await aLocalSlack({ extraPanels: [{ title: "Numbers", rows: [{ label: "+1", text: "locked" }] }] });
  const app = await anApp(slack);
  const post = async (path: string, body: object) => {
    const answer = await fetch(slack.url + path, { method: "POST", body: JSON.stringify(body) });
    return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) };
  };
  const get = async (path: string) => (await (await fetch(slack.url + path)).json()) as Record<string, never>;
  return { slack, app, post, get };
}

test("a person's state has the shape the page was written against", async () => {
  const { slack, app, post, get } = await aWorkspace();
  await post("/_human/ana/say", { channel: GENERAL, text: "hello <b>" });
  await post("/_human/ana/shortcut", { callback_id: "start" });
  await aClient(slack).views.open({ trigger_id: String(app.last().trigger_id), view: aModal() });
  await aClient(slack).chat.postEphemeral({ channel: GENERAL, user: "U0ANA000001", text: "psst", blocks: [divider] });
  const state = await get("/_human/U0ANA000001/state");
  expect(state).toMatchObject({
    ok: true,
    revision: expect.any(Number),
    now: expect.any(Number),
    me: { id: "U0ANA000001", name: "ana", tz: "Europe/Lisbon" },
    app: { online: true, connections: 0, mode: "http" },
    home: null,
    messages: {
      [GENERAL]: [
        { text: "hello &lt;b&gt;", username: "Ana Almeida", state: {}, troubles: [] },
        {
          text: "psst",
          ephemeral: true,
          bot_id: "B0BOT000001",
          blocks: [{ type: "divider", block_id: expect.any(String) }],
        },
      ],
    },
    views: [
      {
        type: "modal",
        callback_id: "form",
        title: { text: "A form" },
        state: { number: { value: null } },
        errors: {},
        trouble: null,
      },
    ],
  });
  const ben = await get("/_human/ben/state");
  expect(ben).toMatchObject({ views: [], messages: { [GENERAL]: [{ text: "hello &lt;b&gt;" }] } });
  expect(Object.keys(ben.messages ?? {})).not.toContain("C0SECRET001");
});

test("the workspace names people, commands, shortcuts and panels", async () => {
  const { get } = await aWorkspace();
  expect(await get("/_ui/workspace")).toMatchObject({
    app: { name: "Test app", user_id: "U0BOT000001" },
    commands: [{ command: "/try", usage_hint: "anything" }],
    shortcuts: [{ type: "message" }, { type: "global" }],
    has_home: true,
    panels: [{ title: "Numbers" }],
    start: { user: "U0ANA000001", channel: GENERAL },
  });
});

test("changes are told as they happen", async () => {
  const { slack } = await aWorkspace();
  const abort = new AbortController();
  const answer = await fetch(`${slack.url}/_ui/events`, { signal: abort.signal });
  const reader = answer.body?.getReader();
  const read = async (): Promise<string> => {
    const value: unknown = (await reader?.read())?.value;
    return value instanceof Uint8Array ? Buffer.from(value).toString("utf8") : "";
  };
  expect(await read()).toMatch(/^event: changed\ndata: \{"revision":\d+\}\n\n$/);
  const next = read();
  await slack.human("ana").say({ channel: GENERAL, text: "hi" });
  expect(await next).toContain("event: changed");
  abort.abort();
});

test("what cannot be done is a sentence with 400, what does not exist 404", async () => {
  const { post } = await aWorkspace();
  expect(await post("/_human/ana/say", { channel: "C0SECRET002", text: "a" })).toMatchObject({
    status: 400,
    ok: false,
  });
  expect(await post("/_human/ana/dance", {})).toMatchObject({ status: 404, error: "People cannot dance here." });
  expect(await post("/_human/ana/constructor", {})).toMatchObject({ status: 404 });
  expect(await post("/_control/nothing", {})).toMatchObject({ status: 404 });
});

test("a token is revoked and given back, and a request URL checked, over the same API", async () => {
  const { slack, app, post } = await aWorkspace();
  await post("/_control/token", { error: "account_inactive" });
  expect((await refusalOf(aClient(slack).auth.test())).error).toBe("account_inactive");
  await post("/_control/token", { revoked: false });
  expect((await aClient(slack).auth.test()).ok).toBe(true);
  const checked = await post("/_control/verify_request_url", {});
  expect(checked).toMatchObject({ status: 400, mistakes: [expect.stringContaining("challenge")] });
  expect(app.received).toHaveLength(2);
});

test("pages of other sites may not call", async () => {
  const { slack } = await aWorkspace();
  const headers = { origin: "https://evil.example" };
  const answer = await fetch(`${slack.url}/_control/reset`, { method: "POST", headers });
  expect(answer.status).toBe(403);
});

describe("faults", () => {
  const post = (slack: { apiUrl: string }) => aClient(slack as never).chat.postMessage({ channel: GENERAL, text: "a" });

  test("[fault.rate_limited] [fault.http] [fault.drop] a limit, a refusal, an outage and a cut line leave nothing behind", async () => {
    const { slack, post: control } = await aWorkspace();
    await control("/_control/faults", { method: "chat.postMessage", fault: { kind: "rate_limited", retryAfter: 7 } });
    await expect(post(slack)).rejects.toMatchObject({ retryAfter: 7 });
    slack.failNext("chat.postMessage", { kind: "error", error: "fatal_error" });
    expect((await refusalOf(post(slack))).error).toBe("fatal_error");
    slack.failNext("chat.postMessage", { kind: "http", status: 503 });
    await expect(post(slack)).rejects.toMatchObject({ statusCode: 503 });
    slack.failNext("chat.postMessage", { kind: "drop" });
    await expect(post(slack)).rejects.toThrow();
    expect(slack.messages(GENERAL)).toEqual([]);
  });

  test("an outage lasts until it is ended", async () => {
    const { slack } = await aWorkspace();
    slack.failNext("*", { kind: "http", status: 503 }, 1000);
    await expect(post(slack)).rejects.toMatchObject({ statusCode: 503 });
    await expect(aClient(slack).auth.test()).rejects.toMatchObject({ statusCode: 503 });
    slack.clearFaults();
    await post(slack);
  });

  test("[fault.accept_then_drop] a line that is cut after the work leaves the message and no answer", async () => {
    const { slack } = await aWorkspace();
    slack.failNext("chat.postMessage", { kind: "accept_then_drop" });
    await expect(post(slack)).rejects.toThrow();
    expect(slack.messages(GENERAL)).toHaveLength(1);
    await post(slack);
    expect(slack.messages(GENERAL)).toHaveLength(2);
  });
});

test("a snapshot brings messages, homes and ephemerals back, and never a trigger", async () => {
  const { slack, app } = await aWorkspace();
  await slack.human("ana").globalShortcut("start");
  await aClient(slack).chat.postMessage({ channel: GENERAL, text: "kept" });
  const saved: object = JSON.parse(JSON.stringify(slack.snapshot()));
  slack.reset();
  expect(slack.messages(GENERAL)).toEqual([]);
  slack.restore(saved);
  expect(slack.messages(GENERAL).map(({ text }) => text)).toEqual(["kept"]);
  const open = aClient(slack).views.open({ trigger_id: String(app.last().trigger_id), view: aModal() });
  expect((await refusalOf(open)).error).toBe("invalid_trigger_id");
  expect(() => slack.restore({ version: 0 })).toThrow("Delete the file");
});

test("[channel.pending_shared] whoever keeps the workspace is told once when many things change", async () => {
  const { slack } = await aWorkspace();
  let told = 0;
  slack.onChange(() => {
    told += 1;
  });
  for (let i = 0; i < 5; i++) slack.changeChannel({ channel: GENERAL, pending_ext_shared: true });
  await expect.poll(() => told).toBe(1);
  const info = await aClient(slack).conversations.info({ channel: GENERAL });
  expect(info.channel?.is_pending_ext_shared).toBe(true);
});

test("the journal never holds a token", async () => {
  const { slack, get } = await aWorkspace();
  await aClient(slack).auth.test({ token: "test-bot-token" });
  expect(JSON.stringify(await get("/_control/journal"))).not.toContain("test-bot-token");
});
