import type { HTTPReceiver } from "@slack/bolt";

type Listener = HTTPReceiver["requestListener"];

/** A plain node:http handler, so that one server carries Slack, webhooks and health. */
export type Handler = (request: Parameters<Listener>[0], response: Parameters<Listener>[1]) => void;
