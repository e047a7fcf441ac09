import { describe, expect, test } from "vitest";
import type { LocalSlack } from "../../../sandbox/slack/create-local-slack.ts";
import type { JsonObject } from "../../../sandbox/slack/json.ts";
import { aClient, refusalOf } from "./a-client.ts";
import { anApp, answers, neverAcks } from "./an-app.ts";
import { aModal, aTextInput, plain, section } from "./blocks.ts";
import { aLocalSlack } from "./slack-for-test.ts";

const trigger = (payload: JsonObject): string => String(payload.trigger_id);

/** A modal of ana's, and what the app knows of it. */
async function anOpenModal(view = aModal()) {
  const slack = await aLocalSlack();
  const app = await anApp(slack);
  const ana = slack.human("ana");
  await ana.globalShortcut("start");
  const opened = await aClient(slack).views.open({ trigger_id: trigger(app.last()), view });
  return { slack, app, ana, client: aClient(slack), view: { id: "", hash: "", ...opened.view } };
}

const filled = { number: { value: "+1 555" } };

describe("triggers", () => {
  test("[trigger.single_use] [trigger.three_seconds] [trigger.invalid] open one modal, within three seconds: views.open's page", async () => {
    const { slack, app, ana, client } = await anOpenModal();
    const open = (trigger_id: string) => refusalOf(client.views.open({ trigger_id, view: aModal() }));
    expect((await open(trigger(app.last()))).error).toBe("exchanged_trigger_id");
    expect((await open("1.2.nothing")).error).toBe("invalid_trigger_id");
    await ana.globalShortcut("start");
    await slack.clock.advance(3001);
    expect((await open(trigger(app.last()))).error).toBe("expired_trigger_id");
  });
});

describe("views.*", () => {
  test("[views.invalid_arguments] an invalid view is invalid_arguments with pointers from /view: incidentbot/incidentbot#328", async () => {
    const { client, ana, app } = await anOpenModal();
    await ana.globalShortcut("start");
    const view = aModal({ blocks: [section("x".repeat(3001))] });
    const refused = await refusalOf(client.views.open({ trigger_id: trigger(app.last()), view }));
    expect(refused.error).toBe("invalid_arguments");
    expect(refused).not.toHaveProperty("errors"); // unlike chat.*
    expect(refused.response_metadata?.messages?.at(-1)).toBe(
      "[ERROR] must be less than 3001 characters [json-pointer:/view/blocks/0/text/text]",
    );
  });

  test("[views.open_over_modal] views.open from inside a modal is told in red: slackapi/bolt-js#1072", async () => {
    const { slack, app, ana, client } = await anOpenModal();
    app.answer = answers({ response_action: "errors", errors: { number: "no" } });
    await ana.submitView(filled);
    await client.views.open({ trigger_id: trigger(app.last()), view: aModal() });
    expect(slack.redEntries()[0]?.title).toContain("from inside a modal");
  });

  test("[views.hash] an old hash is a conflict, the current one is not", async () => {
    const { client, view } = await anOpenModal();
    const update = (hash: string) => client.views.update({ view_id: view.id, hash, view: aModal() });
    await update(view.hash);
    expect((await refusalOf(update(view.hash))).error).toBe("hash_conflict");
  });

  test("[views.stack] three modals are the most", async () => {
    const { app, ana, client } = await anOpenModal(
      aModal({ blocks: [{ type: "actions", elements: [{ type: "button", action_id: "more", text: plain("More") }] }] }),
    );
    const push = () =>
      client.views.push({
        trigger_id: trigger(app.last()),
        view: aModal({
          blocks: [{ type: "actions", elements: [{ type: "button", action_id: "more", text: plain("More") }] }],
        }),
      });
    for (const size of [2, 3]) {
      await ana.clickButton({ action_id: "more" });
      await push();
      expect(ana.views()).toHaveLength(size);
    }
    await ana.clickButton({ action_id: "more" });
    expect((await refusalOf(push())).error).toBe("push_limit_reached");
  });

  test("[views.too_large] [views.not_found] refuses a view that is too large, and one that is gone", async () => {
    const { client, view, ana } = await anOpenModal(aModal({ external_id: "mine" }));
    const blocks = Array.from({ length: 90 }, () => section("x".repeat(3000)));
    expect((await refusalOf(client.views.update({ view_id: view.id, view: aModal({ blocks }) }))).error).toBe(
      "view_too_large",
    );
    await client.views.update({ external_id: "mine", view: aModal({ external_id: "mine" }) });
    await ana.closeView();
    expect((await refusalOf(client.views.update({ view_id: view.id, view: aModal() }))).error).toBe("not_found");
  });

  test("[views.external_id] an external_id names one view of the workspace", async () => {
    const { slack, client, app, view } = await anOpenModal(aModal({ external_id: "mine" }));
    await client.views.update({ view_id: view.id, view: aModal({ external_id: "mine" }) });
    await client.views.update({ external_id: "mine", view: aModal({ external_id: "mine" }) });
    await slack.human("ben").globalShortcut("start");
    const trigger_id = trigger(app.last());
    const second = client.views.open({ trigger_id, view: aModal({ external_id: "mine" }) });
    expect((await refusalOf(second)).error).toBe("duplicate_external_id");
    expect((await client.views.open({ trigger_id, view: aModal({ external_id: "other" }) })).ok).toBe(true);
  });

  test("[views.publish_hash] views.publish with an old hash is a conflict as well", async () => {
    const client = aClient(await aLocalSlack());
    const publish = (hash?: string) =>
      client.views.publish({
        user_id: "U0ANA000001",
        view: { type: "home", blocks: [section("a")] },
        ...(hash === undefined ? {} : { hash }),
      });
    const first = String((await publish()).view?.hash);
    await publish(first);
    expect((await refusalOf(publish(first))).error).toBe("hash_conflict");
  });

  test("[views.values_survive] [action.modal_no_channel] what was typed survives an update only under the same two ids: slackapi/bolt-js#974", async () => {
    const dispatching = { ...aTextInput("number"), dispatch_action: true } as const;
    const { app, ana, client, view } = await anOpenModal(aModal({ blocks: [dispatching] }));
    await ana.select({ action_id: "value", value: "typed" });
    expect(app.last()).toMatchObject({
      type: "block_actions",
      view: { state: { values: { number: { value: { value: "typed" } } } } },
    });
    expect(app.last()).not.toHaveProperty("channel");
    await client.views.update({ view_id: view.id, view: aModal({ blocks: [dispatching, aTextInput("other")] }) });
    const submitted = app.received.length;
    await ana.submitView({ other: { value: "b" } });
    expect(app.received).toHaveLength(submitted + 1);
    expect(app.last()).toMatchObject({
      type: "view_submission",
      view: { state: { values: { number: { value: { value: "typed" } }, other: { value: { value: "b" } } } } },
    });
  });

  test("[views.values_survive] under another block_id it is gone", async () => {
    const { slack, ana, client, view } = await anOpenModal();
    slack.failNext("delivery:view_submission", { kind: "drop" });
    await ana.submitView(filled);
    await client.views.update({ view_id: view.id, view: aModal({ blocks: [aTextInput("number2")] }) });
    expect((await ana.submitView()).errors).toEqual({ number2: "Please complete this required field." });
  });
});

describe("submitting", () => {
  test("[submit.required_client_side] [submit.every_input] [client.words] required inputs are checked before the app hears of it", async () => {
    const { app, ana } = await anOpenModal(
      aModal({ blocks: [aTextInput("number"), aTextInput("note", { optional: true })] }),
    );
    const before = app.received.length;
    expect((await ana.submitView()).errors).toEqual({ number: "Please complete this required field." });
    expect(app.received).toHaveLength(before);
    await ana.submitView(filled);
    expect(app.last()).toMatchObject({
      type: "view_submission",
      view: { state: { values: { number: { value: { value: "+1 555" } }, note: { value: { value: null } } } } },
    });
  });

  test("[submit.errors] [submit.errors_for_no_input] errors are shown at inputs; keys that are no input are red and shown nowhere", async () => {
    const { slack, app, ana } = await anOpenModal();
    app.answer = answers({ response_action: "errors", errors: { number: "Use E.164" } });
    expect(await ana.submitView(filled)).toMatchObject({ closed: false, errors: { number: "Use E.164" } });
    app.answer = answers({ response_action: "errors", errors: { nowhere: "?" } });
    expect(await ana.submitView(filled)).toMatchObject({
      closed: false,
      trouble: expect.stringContaining("trouble connecting"),
    });
    expect(slack.redEntries()).toHaveLength(1);
  });

  test("[submit.invalid_update] an invalid view in an ack is told to nobody but the person, and red here: slackapi/bolt-python#241", async () => {
    const { slack, app, ana } = await anOpenModal();
    app.answer = answers({
      response_action: "update",
      view: { type: "modal", title: plain("x".repeat(40)), blocks: [] },
    });
    expect(await ana.submitView(filled)).toMatchObject({
      closed: false,
      trouble: "We had some trouble connecting. Try again?",
    });
    expect(slack.redEntries()[0]?.title).toContain("must be less than 25 characters [json-pointer:/view/title/text]");
  });

  test("[submit.invalid_push] a view pushed by an ack is checked as well", async () => {
    const { slack, app, ana } = await anOpenModal();
    app.answer = answers({
      response_action: "push",
      view: { type: "modal", title: plain("Next"), blocks: [{ type: "nonsense" }] },
    });
    expect(await ana.submitView(filled)).toMatchObject({
      closed: false,
      trouble: "We had some trouble connecting. Try again?",
    });
    expect(ana.views()).toHaveLength(1);
    expect(slack.redEntries()[0]?.title).toContain("response_action push: invalid_arguments · unsupported type");
  });

  test("[submit.unknown_action] an answer Slack does not know leaves the form, and is red", async () => {
    const { slack, app, ana } = await anOpenModal();
    app.answer = answers({ response_action: "close" });
    expect(await ana.submitView(filled)).toMatchObject({ closed: false });
    expect(slack.redEntries()[0]?.title).toContain("something Slack does not know: close");
  });

  test("[submit.number_is_text] a number input tells its number as text", async () => {
    const element = { type: "number_input", action_id: "value", is_decimal_allowed: false } as const;
    const { app, ana } = await anOpenModal(
      aModal({ blocks: [{ type: "input", block_id: "count", label: plain("Count"), element }] }),
    );
    expect((await ana.submitView({ count: { value: "many" } })).errors).toEqual({ count: "Enter a number." });
    await ana.submitView({ count: { value: 42 } });
    expect(app.last()).toMatchObject({ view: { state: { values: { count: { value: { value: "42" } } } } } });
  });

  test("[input.dispatch_action] an input tells the app of a change only when it asks for that", async () => {
    const quiet = await anOpenModal();
    const before = quiet.app.received.length;
    expect(await quiet.ana.select({ action_id: "value", value: "a" })).toMatchObject({ ok: true });
    expect(quiet.app.received).toHaveLength(before);
    const asked = await anOpenModal(aModal({ blocks: [{ ...aTextInput("number"), dispatch_action: true } as never] }));
    await asked.ana.select({ action_id: "value", value: "a" });
    expect(asked.app.last()).toMatchObject({ type: "block_actions", actions: [{ action_id: "value", value: "a" }] });
  });

  test("[submit.actions] update, push and clear do what they say", async () => {
    const { app, ana } = await anOpenModal();
    app.answer = answers({
      response_action: "push",
      view: JSON.parse(JSON.stringify(aModal({ title: plain("Second") }))),
    });
    await ana.submitView(filled);
    expect(ana.views()).toHaveLength(2);
    app.answer = answers({
      response_action: "update",
      view: JSON.parse(JSON.stringify(aModal({ title: plain("Third") }))),
    });
    await ana.submitView(filled);
    expect(ana.views().map(({ body }) => (body.title as JsonObject).text)).toEqual(["A form", "Third"]);
    app.answer = answers({ response_action: "clear" });
    await ana.submitView(filled);
    expect(ana.views()).toEqual([]);
  });

  test("[fault.lost_ack] [submit.same_view] without an ack the form stays with what was typed; the second try has the same view id", async () => {
    const { slack, app, ana, view } = await anOpenModal();
    slack.failNext("delivery:view_submission", { kind: "lost_ack" });
    expect(await ana.submitView(filled)).toMatchObject({ outcome: "timeout", closed: false });
    expect(await ana.submitView()).toMatchObject({ outcome: "acked", closed: true });
    const sent = app.received.slice(-2).map(({ payload }) => payload.view as JsonObject);
    expect(sent.map(({ id }) => id)).toEqual([view.id, view.id]);
    expect(sent[0]?.state).toEqual(sent[1]?.state);
  });

  test("[ack.view_three_seconds] after three seconds without an ack a late one changes nothing", async () => {
    const { slack, app, ana } = await anOpenModal();
    app.answer = neverAcks;
    const before = app.received.length;
    const submitted = ana.submitView(filled);
    await expect.poll(() => app.received.length).toBe(before + 1);
    await slack.clock.advance(3000);
    expect(await submitted).toMatchObject({ outcome: "timeout", closed: false });
  });

  test("[submit.closed] closing is told only to an app that asked", async () => {
    const quiet = await anOpenModal();
    const before = quiet.app.received.length;
    await quiet.ana.closeView();
    expect(quiet.app.received).toHaveLength(before);
    const asked = await anOpenModal(aModal({ notify_on_close: true }));
    await asked.ana.closeView();
    expect(asked.app.last()).toMatchObject({ type: "view_closed", is_cleared: false });
  });
});

test("[action.home_no_channel] a home is published, opened and acted in without a channel", async () => {
  const slack: LocalSlack = await aLocalSlack();
  const app = await anApp(slack);
  const ana = slack.human("ana");
  await ana.openHome();
  expect(app.last()).toMatchObject({ event: { type: "app_home_opened", tab: "home", user: "U0ANA000001" } });
  const blocks = [
    { type: "actions" as const, elements: [{ type: "button" as const, action_id: "go", text: plain("Go") }] },
  ];
  await aClient(slack).views.publish({ user_id: "U0ANA000001", view: { type: "home", blocks } });
  await ana.clickButton({ view_id: ana.home()?.id ?? "", action_id: "go" });
  expect(app.last()).toMatchObject({
    type: "block_actions",
    container: { type: "view" },
    actions: [{ action_id: "go" }],
  });
  expect(app.last()).not.toHaveProperty("response_url");
});
