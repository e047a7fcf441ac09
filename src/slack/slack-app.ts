import { App, HTTPReceiver } from "@slack/bolt";
import { boltLogger, type Log } from "./bolt-logger.ts";
import { clientOptions } from "./clients.ts";
import { createHttpHandler, type Handler } from "./http-handler.ts";
import type { Identity } from "./identity.ts";
import { deliveryKey, type Inbox } from "./inbox.ts";
import { createSocketReceiver } from "./socket-receiver.ts";
import { createUnanswered } from "./unanswered.ts";

type Options = {
  token: string;
  identity: Identity;
  slackApiUrl: string;
  signingSecret: string | null;
  appToken: string | null;
  answerWithinMs: number;
  inbox: Pick<Inbox, "before">;
  log: Log;
};

export type SlackApp = {
  app: App;
  /** Answers `POST /slack/events`; undefined in Socket Mode. */
  handler: Handler | undefined;
  start(): Promise<void>;
  /** Resolves when nothing more comes and nobody waits for an answer; listeners may still be at work. */
  stop(): Promise<void>;
};

const SLACK_WAITS_MS = 3_000;
/** Bolt's own 404 comes after the listener's answer, never instead of it: at three seconds, unless tests give it more. */
const UNHANDLED_AFTER_MS = 700;

/** Bolt over signed HTTP, or over Socket Mode when there is an app token; the listeners are the same. */
export function createSlackApp(options: Options): SlackApp {
  const { token, identity, slackApiUrl, inbox, log } = options;
  const logger = boltLogger(log);
  const shared = {
    token,
    // Both ids given: no auth.test of Bolt's own, whose failure would be an unhandled rejection.
    botId: identity.botId,
    botUserId: identity.botUserId,
    logger,
    clientOptions: clientOptions(slackApiUrl),
    convoStore: false,
    extendedErrorHandler: true,
    deferInitialization: true,
  } as const;

  if (options.appToken !== null) {
    const line = { appToken: options.appToken, slackApiUrl, answerWithinMs: options.answerWithinMs, logger };
    // Slack closes each connection about once an hour and gives every envelope to one of those that are open, so the
    // second serves while the first is replaced. https://docs.slack.dev/apis/events-api/using-socket-mode
    const receivers = [createSocketReceiver(line), createSocketReceiver(line)] as const;
    const app = new App({ ...shared, receiver: receivers[0] });
    const unanswered = createUnanswered();
    for (const receiver of receivers) receiver.init(unanswered.before(inbox.before(app)));
    return {
      app,
      handler: undefined,
      async start() {
        await app.init();
        await Promise.all(receivers.map((receiver) => receiver.start()));
      },
      async stop() {
        // Closing a line makes Slack send over another process's what this one did not ack.
        await unanswered.none(SLACK_WAITS_MS);
        await Promise.all(receivers.map((receiver) => receiver.stop()));
      },
    };
  }

  const receiver = new HTTPReceiver({
    signingSecret: options.signingSecret ?? "",
    endpoints: "/slack/events",
    logger,
    unhandledRequestTimeoutMillis: options.answerWithinMs + UNHANDLED_AFTER_MS,
    customPropertiesExtractor: ({ headers }) => deliveryKey("signature", headers["x-slack-signature"]),
  });
  const app = new App({ ...shared, receiver });
  receiver.init(inbox.before(app));
  const http = createHttpHandler(receiver);
  return {
    app,
    handler: http.handle,
    start: () => app.init(),
    stop: () => http.answered(),
  };
}
