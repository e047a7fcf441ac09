import { ConfigError } from "./app/errors.ts";
import type { Check } from "./app/ports/check.ts";
import { type Config, loadConfig, type Secrets } from "./config.ts";
import { createGraph, whereToLook } from "./create-prober.ts";
import { checkDatabase } from "./doctor-database.ts";
import { loadTeamPlaybooks } from "./load-playbooks.ts";
import { checkGraphAccess } from "./providers/meta/check-access.ts";
import { checkSlack } from "./slack/check-slack.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Looks at every setting and permission in turn. Never throws; nothing is posted and nothing is changed. */
export async function examine(env: Env): Promise<readonly Check[]> {
  let settings: { config: Config; secrets: Secrets };
  try {
    settings = loadConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((says) => ({ name: "Settings", ok: false, says, fix: "See .env.example." }));
  }
  const { config, secrets } = settings;
  const slack = await checkSlack({
    token: secrets.slackBotToken,
    appToken: secrets.slackAppToken,
    slackApiUrl: config.slackApiUrl,
    channel: config.supportChannel,
  });
  return [
    {
      name: "Settings",
      ok: true,
      says: `Complete; Slack over ${config.transport === "socket" ? "Socket Mode" : "HTTP"}.`,
    },
    ...slack,
    ...(await checkMeta(config, secrets)),
    ...(await checkDatabase(config, secrets)),
    await checkPlaybooks(config),
  ];
}

async function checkMeta(config: Config, secrets: Secrets): Promise<readonly Check[]> {
  const clock = () => new Date().toISOString();
  const client = createGraph(config, secrets, clock);
  if (client === undefined) {
    return [
      {
        name: "Meta",
        ok: "skipped",
        says: "META_ACCESS_TOKEN is not set: pastes are diagnosed, numbers are not read live.",
      },
    ];
  }
  return checkGraphAccess({ client, where: whereToLook(config), clock });
}

async function checkPlaybooks(config: Config): Promise<Check> {
  const name = "Playbooks";
  try {
    const { own } = await loadTeamPlaybooks(config.playbooksDir);
    return { name, ok: true, says: own === 0 ? "The built-in ones." : `The built-in ones and ${own} of your own.` };
  } catch (error) {
    const says = error instanceof Error ? error.message : "They cannot be read.";
    return { name, ok: false, says, fix: "Mend the file at the line named; docs/playbooks.md has the format." };
  }
}
