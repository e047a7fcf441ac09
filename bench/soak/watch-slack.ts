import type { LocalSlack } from "../../sandbox/slack/create-local-slack.ts";
import { SLOWER } from "../../test/support/within.ts";

const EVERY_MS = 500;
/** Questions are answered long before; tickets stay. In Slack's seconds, which are slow here. */
const KEPT_S = 30;
/** Everybody looks through all private lines for their answer: ten seconds of them, as the clock on the wall has it. */
const KEPT_PRIVATE_S = 10 / SLOWER;
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
    const now = slack.clock.now() / 1000;
    slack.forget(({ ts, channel, ephemeral_to }) => {
      if (ephemeral_to !== undefined) return Number(ts) < now - KEPT_PRIVATE_S;
      return Number(ts) < now - KEPT_S && channel !== SUPPORT;
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
