import { App, type BlockAction, LogLevel, type ViewSubmitAction } from "@slack/bolt";
import { createClock } from "../../sandbox/slack/clock.ts";
import { createLocalSlack, type LocalSlack } from "../../sandbox/slack/create-local-slack.ts";
import { type Route, sendJson } from "../../sandbox/slack/server/http.ts";
import type { Panel } from "../../sandbox/slack/server/workspace-route.ts";

const BOT_TOKEN = "xoxb-local-page";
const APP_TOKEN = "xapp-local-page";
const PAGE_FOLDER = new URL("../../sandbox/page/", import.meta.url).pathname;

const MANIFEST = {
  display_information: { name: "Tiny App" },
  features: {
    app_home: { home_tab_enabled: true },
    bot_user: { display_name: "Tiny" },
    slash_commands: [
      { command: "/tiny", description: "Things to try", usage_hint: "card | form | stack | slow | help [word]" },
    ],
    shortcuts: [
      { name: "Look at this", type: "message", callback_id: "look", description: "Reads a message" },
      { name: "New form", type: "global", callback_id: "new_form", description: "Opens the form" },
    ],
  },
  oauth_config: {
    scopes: { bot: ["app_mentions:read", "chat:write", "commands", "channels:history", "channels:read", "users:read"] },
  },
  settings: {
    event_subscriptions: { bot_events: ["app_mention", "app_home_opened"] },
    interactivity: { is_enabled: true },
  },
};

const plain = (text: string) => ({ type: "plain_text", text }) as const;
const mrkdwn = (text: string) => ({ type: "mrkdwn", text }) as const;
const option = (value: string) => ({ text: plain(value), value });

/** A ticket-like card: a button, a dangerous one that asks first, an overflow and a select. */
function card(status: string) {
  const confirm = {
    title: plain("Remove it?"),
    text: plain("This cannot be undone."),
    confirm: plain("Remove"),
    deny: plain("Keep"),
    style: "danger" as const,
  };
  return [
    { type: "header" as const, text: plain("Card") },
    {
      type: "section" as const,
      text: mrkdwn(`Status: *${status}*`),
      accessory: { type: "overflow" as const, action_id: "more", options: [option("copy"), option("history")] },
    },
    {
      type: "actions" as const,
      elements: [
        { type: "button" as const, action_id: "claim", text: plain("Claim"), style: "primary" as const, value: "1" },
        { type: "button" as const, action_id: "remove", text: plain("Remove"), style: "danger" as const, confirm },
        {
          type: "static_select" as const,
          action_id: "assign",
          placeholder: plain("Assign"),
          options: [option("ana"), option("ben")],
        },
      ],
    },
  ];
}

const text = (block_id: string, label: string, more = {}) => ({
  type: "input" as const,
  block_id,
  label: plain(label),
  element: { type: "plain_text_input" as const, action_id: "value", ...more },
});

/** One of every input. */
function form() {
  const lists = { options: [option("one"), option("two")] };
  return {
    type: "modal" as const,
    callback_id: "form",
    title: plain("New form"),
    submit: plain("Send"),
    close: plain("Cancel"),
    blocks: [
      { ...text("number", "Number"), hint: plain("As you would paste it") },
      text("errors", "Errors", { multiline: true }),
      {
        type: "input" as const,
        block_id: "provider",
        label: plain("Provider"),
        element: { type: "static_select" as const, action_id: "value", ...lists },
      },
      {
        type: "input" as const,
        block_id: "scope",
        optional: true,
        label: plain("Scope"),
        element: { type: "radio_buttons" as const, action_id: "value", ...lists },
      },
      {
        type: "input" as const,
        block_id: "changes",
        optional: true,
        label: plain("Recent changes"),
        element: { type: "checkboxes" as const, action_id: "value", ...lists },
      },
      {
        type: "input" as const,
        block_id: "seen",
        label: plain("First seen"),
        element: { type: "datetimepicker" as const, action_id: "value" },
      },
      {
        type: "section" as const,
        block_id: "live",
        text: mrkdwn("Anything else?"),
        accessory: { type: "button" as const, action_id: "add_field", text: plain("Add a field") },
      },
    ],
  };
}

/** A small real Bolt app, so that the page is tested against the official client and not against ourselves. */
function createTinyApp(apiUrl: string): App {
  const clientOptions = { slackApiUrl: apiUrl, retryConfig: { retries: 0 } };
  const app = new App({
    token: BOT_TOKEN,
    appToken: APP_TOKEN,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions,
  });
  app.command("/tiny", async ({ ack, command, respond, client, say }) => {
    if (command.text === "slow") return;
    await ack();
    if (command.text === "form") await client.views.open({ trigger_id: command.trigger_id, view: form() });
    else if (command.text === "card") await say({ text: "Card", blocks: card("open") });
    else if (command.text === "stack") {
      const first = {
        type: "modal" as const,
        title: plain("First"),
        blocks: [
          {
            type: "actions" as const,
            elements: [{ type: "button" as const, action_id: "deeper", text: plain("Go on") }],
          },
        ],
      };
      await client.views.open({ trigger_id: command.trigger_id, view: first });
    } else {
      const again = {
        type: "actions" as const,
        elements: [{ type: "button" as const, action_id: "again", text: plain("Check again") }],
      };
      await respond({
        text: `You said ${command.text}`,
        blocks: [{ type: "section", text: mrkdwn(`You said *${command.text}*`) }, again],
      });
    }
  });
  app.event("app_mention", async ({ event, say }) => void (await say({ text: "I am here", thread_ts: event.ts })));
  app.event("app_home_opened", async ({ event, client }) => {
    const blocks = [{ type: "section" as const, text: mrkdwn(`Home of <@${event.user}>`) }];
    await client.views.publish({ user_id: event.user, view: { type: "home", blocks } });
  });
  app.shortcut("look", async ({ ack, respond, shortcut }) => {
    await ack();
    await respond({ text: shortcut.type === "message_action" ? `It says: ${shortcut.message.text}` : "" });
  });
  app.shortcut("new_form", async ({ ack, client, shortcut }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: form() });
  });
  registerPresses(app);
  return app;
}

function registerPresses(app: App): void {
  app.action<BlockAction>(/^(claim|remove|more|assign)$/, async ({ ack, action, body, client }) => {
    await ack();
    const chosen = "selected_option" in action ? ` ${action.selected_option?.value}` : "";
    const status = `${action.action_id}${chosen} by ${body.user.name}`;
    await client.chat.update({
      channel: body.channel?.id ?? "",
      ts: body.message?.ts ?? "",
      text: status,
      blocks: card(status),
    });
  });
  app.action("again", async ({ ack, respond }) => {
    await ack();
    await respond({ replace_original: true, text: "Checked again" });
  });
  app.action<BlockAction>("deeper", async ({ ack, body, client }) => {
    await ack();
    const blocks = [{ type: "section" as const, text: mrkdwn("Deeper") }];
    await client.views.push({ trigger_id: body.trigger_id, view: { type: "modal", title: plain("Second"), blocks } });
  });
  app.action<BlockAction>("add_field", async ({ ack, body, client }) => {
    await ack();
    const view = form();
    await client.views.update({
      view_id: body.view?.id ?? "",
      view: { ...view, blocks: [...view.blocks, text("extra", "One more field")] },
    });
  });
  app.view<ViewSubmitAction>("form", async ({ ack, view, client, body }) => {
    const number = view.state.values.number?.value?.value ?? "";
    if (!number.startsWith("+"))
      return void (await ack({ response_action: "errors", errors: { number: "Start with + and the country code." } }));
    await ack();
    const seen = view.state.values.seen?.value?.selected_date_time ?? 0;
    await client.chat.postMessage({
      channel: "C0GENERAL01",
      text: `Filed ${number} by ${body.user.name}, seen ${seen}`,
    });
  });
}

/** A panel that changes: each press of its button shows in the row. */
function createCounter(changed: () => void) {
  let presses = 0;
  const press = { label: "Count on", do: { post: "/_tiny/count", body: { by: 1 } } };
  const refused = { label: "Count off", do: { post: "/_tiny/nothing", body: {} } };
  const row = { label: "A counter", text: "It can only count on.", actions: [press, refused] };
  const route: Route = ({ request, response, url }) => {
    if (url.pathname !== "/_tiny/count" || request.method !== "POST") return false;
    presses += 1;
    changed();
    sendJson(response, 200, { ok: true });
    return true;
  };
  const panel = (): Panel => ({
    title: "Things that change",
    about: "They move on when pressed.",
    rows: [{ ...row, state: `Pressed ${presses}`, ...(presses > 0 && { note: "It went on." }) }],
  });
  return { route, panel };
}

export type TinyWorkspace = { slack: LocalSlack; app: App; close(): Promise<void> };

/** The local workspace with its page and the tiny app connected to it. */
export async function startTinyWorkspace(): Promise<TinyWorkspace> {
  const counter = createCounter(() => slack.changed());
  const slack = await createLocalSlack({
    // A busy machine must not let a trigger expire; the test of an ack that never comes moves it.
    clock: createClock({ rate: 0 }),
    mode: "socket",
    signingSecret: "local",
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    manifest: MANIFEST,
    pageFolder: PAGE_FOLDER,
    extraRoutes: [counter.route],
    extraPanels: () => [
      {
        title: "Numbers",
        rows: [
          { label: "+1 202 555 0101", text: "Says what you said", insert: "/tiny hello +12025550101" },
          { label: "A mention", text: "Answers in a thread", insert: '@tiny {"code": 131031}' },
        ],
      },
      counter.panel(),
    ],
  });
  const app = createTinyApp(slack.apiUrl);
  await app.start();
  return {
    slack,
    app,
    async close() {
      await app.stop();
      await slack.close();
    },
  };
}
