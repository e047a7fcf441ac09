import { join } from "node:path";
import { parseArgs } from "node:util";
import { ConfigError } from "../src/app/errors.ts";
import { startDemo } from "./start-demo.ts";

const HELP = `npm run demo [-- --port 4400] [-- --webhooks] [-- --reset]

Runs the bot against a local Slack workspace in the browser. Nothing leaves this computer.
  --port N   where the page listens (default 4400)
  --webhooks push what Meta and Vonage tell, signed, to the bot when a number changes
  --reset    start over: forget tickets and messages`;

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4400" },
    webhooks: { type: "boolean", default: false },
    reset: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) {
  console.log(HELP);
  process.exit(0);
}

const folder = join(import.meta.dirname, "..", ".demo");
function onPage(url: string): void {
  console.log(`
  Open ${url}

  The bot starts meanwhile: some seconds, the first time half a minute, while its database is made.`);
}

const demo = await startDemo({ folder, ...values, port: Number(values.port), onPage }).catch((error: unknown) => {
  const { code } = error as { code?: string };
  if (code === "EADDRINUSE") console.error(`Port ${values.port} is taken. Choose another: npm run demo -- --port 4401`);
  else console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});

console.log(`
  The bot is ready at ${demo.url}

  Type /waba status and one of these numbers, or paste its error after @Locksmith:
${demo.graph.scenarios.map(({ number, title }) => `    ${number}  ${title}`).join("\n")}

  These change over time, with the buttons on the page:
${demo.graph.stories
  .told()
  .map(({ story: { number, title } }) => `    ${number}  ${title}`)
  .join("\n")}

  Tickets are kept in .demo; start over with: npm run demo -- --reset
  Stop with Ctrl+C.
`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void demo.stop().finally(() => process.exit(0)));
}
