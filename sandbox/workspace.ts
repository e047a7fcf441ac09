import { parseArgs } from "node:util";
import { startWorkspace } from "./start-workspace.ts";

const HELP = `npm run sandbox [-- options]

Runs the local Slack workspace alone, for a bot that you start yourself. Nothing leaves this computer.
  --port N            where the page and the Web API listen (default 4400)
  --mode MODE         socket (default) or http
  --request-url URL   in http mode: where your bot takes events, commands and interactions
  --manifest FILE     the app's manifest, YAML or JSON (default manifest.yml)`;

/** The options of the command line; a wrong one ends the program with a sentence. */
function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "4400" },
      mode: { type: "string", default: "socket" },
      "request-url": { type: "string" },
      manifest: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  const { port, manifest } = values;
  const requestUrl = values["request-url"];
  const mode = (["socket", "http"] as const).find((one) => one === values.mode);
  if (mode === undefined) throw new Error(`--mode is socket or http, not ${values.mode}.`);
  if (mode === "http" && requestUrl === undefined) {
    throw new Error("--mode http needs --request-url, e.g. http://127.0.0.1:3000/slack/events.");
  }
  if (requestUrl !== undefined && !URL.canParse(requestUrl)) throw new Error(`--request-url is no URL: ${requestUrl}`);
  return { help: values.help, port: Number(port), mode, requestUrl, ...(manifest === undefined ? {} : { manifest }) };
}

function words(error: unknown): string {
  const { code, message } = error as { code?: string; message: string };
  return code === "EADDRINUSE" ? "That port is taken. Choose another: npm run sandbox -- --port 4401" : message;
}

try {
  const { help, ...options } = readOptions();
  if (help) {
    console.log(HELP);
  } else {
    const { slack, env } = await startWorkspace(options);
    const lines = Object.entries(env).map(([name, value]) => `    ${name}=${value}`);
    console.log(`
  Open ${slack.url}

  Settings for your bot, e.g. in .env:
${lines.join("\n")}

  The bot is connected when its name is marked as online. What the real Slack would not have taken is red in the
  journal of the page. Messages are forgotten at the end. Stop with Ctrl+C.
`);
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => void slack.close().finally(() => process.exit(0)));
    }
  }
} catch (error) {
  console.error(words(error));
  process.exitCode = 1;
}
