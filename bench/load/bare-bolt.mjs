// What Bolt costs by itself: the signature is verified, one listener acks. Plain
// JavaScript: nothing is compiled at its start.
import { App, HTTPReceiver, LogLevel } from "@slack/bolt";

const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET,
  endpoints: "/slack/events",
  logLevel: LogLevel.ERROR,
});
const app = new App({ receiver, token: process.env.SLACK_BOT_TOKEN, botId: "B0", botUserId: "U0", logLevel: "error" });
app.command("/waba", ({ ack }) => ack());
await app.start({ port: Number(process.env.PORT), host: "127.0.0.1" });
