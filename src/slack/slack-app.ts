import { App, HTTPReceiver } from "@slack/bolt";
import { boltLogger, type Log } from "./bolt-logger.ts";
import { clientOptions } from "./clients.ts";
import type { Handler } from "./http-handler.ts";
import type { Identity } from "./identity.ts";
import { createSocketReceiver } from "./socket-receiver.ts";

type Options = {
  token: string;
  identity: Identity;
  slackApiUrl: string;
  signingSecret: string | null;
  appToken: string | null;
  answerWithinMs: number;
  log: Log;
};

export type SlackApp = {
  app: App;
  /** Answers `POST /slack/events`; undefined in Socket Mode. */
  handler: Handler | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** Bolt over signed HTTP, or over Socket Mode when there is an app token; the listeners are the same. */
export function createSlackApp(options: Options): SlackApp {
  const { token, identity, slackApiUrl, log } = options;
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
    receivers[1].init(app);
    return {
      app,
      handler: undefined,
      async start() {
        await app.init();
        await Promise.all(receivers.map((receiver) => receiver.start()));
      },
      async stop() {
        await Promise.all(receivers.map((receiver) => receiver.stop()));
      },
    };
  }

  const receiver = new HTTPReceiver({
    signingSecret: options.signingSecret ?? "",
    endpoints: "/slack/events",
    logger,
    // Bolt's own 404 comes after the listener's answer, never instead of it: three seconds, unless tests give it more.
    unhandledRequestTimeoutMillis: options.answerWithinMs + 700,
  });
  const app = new App({ ...shared, receiver });
  return {
    app,
    handler: (request, response) => receiver.requestListener(request, response),
    start: () => app.init(),
    stop: async () => {},
  };
}
