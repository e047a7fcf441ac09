import { setTimeout as pause } from "node:timers/promises";
import type { LocalSlack } from "../../sandbox/slack/create-local-slack.ts";
import { asObjects } from "../../sandbox/slack/json.ts";
import type { Did, Human } from "../../sandbox/slack/people/human.ts";
import type { Message } from "../../sandbox/slack/state/state.ts";
import { filled, LOCKED } from "../../test/e2e/support/form.ts";
import { rowIn, stepsIn } from "../../test/e2e/support/rows.ts";

const GENERAL = "#general";
const SUPPORT = "#waba-support";
/** Ticks go to the newest tickets, as they do in a team. */
const NEWEST = 5;
const ANSWER_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 50;

/** What one person does, to the end: until the answer is there. One that is not an ack is an error. */
export type Deed = (human: Human, nth: number) => Promise<Did | undefined>;

export function createDeeds(slack: LocalSlack, desks: readonly string[]): Readonly<Record<string, Deed>> {
  const command =
    (text: (nth: number) => string): Deed =>
    async (human, nth) => {
      const before = human.ephemerals().at(-1)?.ts ?? "";
      const did = await human.slash({ channel: GENERAL, text: `/waba ${text(nth)}` });
      if (did.outcome === "acked")
        await comes(() => human.ephemerals().some((line) => isAnswer(line, before)), text(nth));
      return did;
    };

  async function file(human: Human, nth: number): Promise<Did> {
    while (human.views().length > 0) await human.closeView();
    const asked = await human.slash({ channel: GENERAL, text: "/waba escalate" });
    if (asked.outcome !== "acked") return asked;
    await comes(() => human.views().at(-1)?.body.callback_id === "escalate", "`/waba escalate`");
    const number = `+1202555${String(nth).padStart(4, "0")}`;
    const did = await human.submitView(filled({ number, errors: LOCKED }));
    return Object.keys(did.errors ?? {}).length === 0 ? did : { ...did, error: JSON.stringify(did.errors) };
  }

  /** Done on the first step that offers it, and once none does, Undo. */
  async function tick(human: Human, nth: number): Promise<Did | undefined> {
    const lists = slack.messages(SUPPORT).filter(({ metadata }) => metadata?.event_payload.kind === "checklist");
    const message = lists.at(-1 - (nth % NEWEST)) ?? lists.at(-1);
    if (message === undefined) return undefined;
    const blocks = asObjects(message.blocks);
    const rows = stepsIn(blocks).flatMap((step) => rowIn(blocks, step) ?? []);
    const where = { channel: SUPPORT, ts: message.ts };
    const open = rows.find(({ main }) => main?.label === "Done");
    if (open?.main !== undefined) return human.clickButton({ ...where, action_id: open.main.action_id });
    const done = rows.find(({ menu }) => menu.options.Undo !== undefined);
    if (done === undefined) return undefined;
    return human.select({ ...where, action_id: done.menu.action_id, value: done.menu.options.Undo ?? "" });
  }

  return {
    help: command(() => "help"),
    explain: command((nth) => `explain ${[131031, 131048, 133005, 131056, 368][nth % 5]}`),
    tickets: command((nth) => `tickets ${["", "mine", "all", "open"][nth % 4]}`),
    status: command((nth) => `status +155501000${String((nth % 8) + 1).padStart(2, "0")}`),
    repeat(human, nth) {
      slack.failNext("delivery:slash_commands", { kind: "duplicate", when: "at_once" });
      return command(() => "help")(human, nth);
    },
    mention(human, nth) {
      const channel = desks[nth % desks.length] ?? GENERAL;
      return human.say({ channel, text: `@Locksmith +1303555${1000 + (nth % 500)} fails: ${LOCKED}` });
    },
    file,
    tick,
  };
}

/** What is said before the answer is none, and it may come after it. */
function isAnswer({ ts, text }: Message, before: string): boolean {
  return ts > before && !/^(Checking|Reading) /.test(text);
}

async function comes(isThere: () => boolean, what: string): Promise<void> {
  for (const until = performance.now() + ANSWER_WITHIN_MS; !isThere(); await pause(LOOK_EVERY_MS)) {
    if (performance.now() > until) throw new Error(`no answer to ${what}`);
  }
}

/** How often each is done in a hundred seconds of fifty a second. */
export const IN_5000: Readonly<Record<string, number>> = {
  help: 1640,
  explain: 1100,
  tickets: 1000,
  status: 750,
  repeat: 300,
  mention: 100,
  tick: 100,
  file: 10,
};
