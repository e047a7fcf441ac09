import type { App, BlockAction } from "@slack/bolt";
import { expect, test } from "vitest";
import { aBoltApp, aLocalSlack } from "./slack-for-test.ts";

const BUTTON = { type: "button", action_id: "open", value: "1", text: { type: "plain_text", text: "Open" } } as const;
const MODAL = {
  type: "modal",
  callback_id: "form",
  title: { type: "plain_text", text: "A form" },
  submit: { type: "plain_text", text: "Send" },
  blocks: [
    {
      type: "input",
      block_id: "number",
      label: { type: "plain_text", text: "Number" },
      element: { type: "plain_text_input", action_id: "value" },
    },
  ],
} as const;

function register(app: App): void {
  app.command("/try", async ({ ack, command, client }) => {
    await ack({ text: `got ${command.text}`, blocks: [{ type: "actions", elements: [BUTTON] }] });
    await client.chat.postMessage({ channel: command.channel_id, text: "posted" });
  });
  app.action<BlockAction>("open", async ({ ack, body, client, respond }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: { ...MODAL, blocks: [...MODAL.blocks] } });
    await respond({ replace_original: true, text: "replaced" });
  });
  app.view("form", async ({ ack, view }) => {
    const isGood = view.state.values.number?.value?.value?.startsWith("+");
    if (isGood) await ack();
    else await ack({ response_action: "errors", errors: { number: "Use E.164" } });
  });
}

// The same with untouched Bolt over both transports: one workspace must not be easier than the other.
for (const mode of ["http", "socket"] as const) {
  test(`[loop.both_transports] [socket.trigger] over ${mode} a command, a button and a form go the whole way`, async () => {
    const slack = await aLocalSlack({ mode });
    await aBoltApp(slack, mode, register);
    const ana = slack.human("ana");

    expect(await ana.slash({ channel: "#general", text: "/try a <b> & c" })).toEqual({ ok: true, outcome: "acked" });
    expect(ana.ephemerals()[0]?.text).toBe("got a &lt;b&gt; &amp; c");
    await expect.poll(() => slack.messages("#general").map(({ text }) => text)).toEqual(["posted"]);

    const ts = ana.ephemerals()[0]?.ts ?? "";
    await ana.clickButton({ channel: "#general", ts, action_id: "open" });
    await expect.poll(() => ana.ephemerals()[0]?.text).toBe("replaced");
    expect(ana.views()).toHaveLength(1);

    expect((await ana.submitView()).errors).toEqual({ number: "Please complete this required field." });
    expect((await ana.submitView({ number: { value: "555" } })).errors).toEqual({ number: "Use E.164" });
    expect(await ana.submitView({ number: { value: "+1 555" } })).toMatchObject({ outcome: "acked", closed: true });
    expect(ana.views()).toEqual([]);
    expect(slack.redEntries()).toEqual([]);
  });
}
