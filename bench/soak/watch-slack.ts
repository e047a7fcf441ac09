import type { LocalSlack } from "../../sandbox/slack/create-local-slack.ts";

const EVERY_MS = 500;
/** Private lines and questions are looked at for half a minute; tickets stay. */
const KEPT_S = 30;
const SUPPORT = "C0SUPPORT01";

/** Counts what the journal says before it forgets it, and forgets messages, so that only the bot's memory counts. */
export function watchSlack(slack: LocalSlack) {
  const acks: number[] = [];
  const refused: string[] = [];
  let seen = 0;

  function look(): void {
    for (const { n, kind, title, ms, error } of slack.journal.entries(seen)) {
      seen = n;
      if (kind === "delivery" && ms !== undefined) acks.push(ms);
      if (kind === "delivery" && error !== undefined) refused.push(`${title}: ${error}`);
    }
    const old = slack.clock.now() / 1000 - KEPT_S;
    slack.forget(({ ts, channel, ephemeral_to }) => {
      return Number(ts) < old && (ephemeral_to !== undefined || channel !== SUPPORT);
    });
  }

  const timer = setInterval(look, EVERY_MS);
  return {
    acks,
    refused,
    stop() {
      clearInterval(timer);
      look();
    },
  };
}
