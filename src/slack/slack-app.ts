import { App, HTTPReceiver, SocketModeReceiver } from "@slack/bolt";
import { boltLogger, type Log } from "./bolt-logger.ts";
import { clientOptions } from "./clients.ts";
import type { Handler } from "./http-handler.ts";
import type { Identity } from "./identity.ts";

type Options = {
  token: string;
  identity: Identity;
  slackApiUrl: string;
  signingSecret: string | null;
  appToken: string | null;
  log: Log;
};

export type SlackApp = {
  app: App;
  /** Answers `POST /slack/events`; undefined in Socket Mode. */
  handler: Handler | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * After a `disconnect` frame, hourly and normal, the client waits this long before it connects again; a command in
 * the gap times out. Repaired in @slack/socket-mode 3.2, which the caret range picks up.
 */
const CLIENT_PING_TIMEOUT_MS = 1_500;

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
    const receiver = new SocketModeReceiver({
      appToken: options.appToken,
      logger,
      clientPingTimeout: CLIENT_PING_TIMEOUT_MS,
      installerOptions: { clientOptions: clientOptions(slackApiUrl, 10_000) },
    });
    const app = new App({ ...shared, receiver });
    return {
      app,
      handler: undefined,
      async start() {
        await app.init();
        await app.start();
      },
      async stop() {
        await app.stop();
      },
    };
  }

  const receiver = new HTTPReceiver({ signingSecret: options.signingSecret ?? "", endpoints: "/slack/events", logger });
  const app = new App({ ...shared, receiver });
  return {
    app,
    handler: (request, response) => receiver.requestListener(request, response),
    start: () => app.init(),
    stop: async () => {},
  };
}
