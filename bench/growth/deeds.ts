import { randomUUID } from "node:crypto";
import { setStep } from "../../src/slack/listeners/set-step.ts";
import { createWabaCommand } from "../../src/slack/listeners/waba-command.ts";
import { pacesFor } from "../../src/slack/publisher.ts";
import { anEscalation } from "../../test/store/builders.ts";
import type { Size } from "./open-size.ts";

/** Something that is done again and again, for the `nth` time; what it returns tidies up and is not timed. */
export type Deed = (on: Size, nth: number) => Promise<(() => Promise<void>) | undefined>;

/** Numbers of their own, so that the second look at each finds the first. */
const KNOWN = 20;

/** A command from the person's text to the answer, without Slack. */
const waba =
  (text: (on: Size, nth: number) => string, by = "U0WORKS7"): Deed =>
  async (on, nth) => {
    const answers: unknown[] = [];
    const answer = async (said: unknown) => void answers.push(said);
    const command = { text: text(on, nth), user_id: by, team_id: "T0LOCAL0001", trigger_id: "none" };
    await createWabaCommand(on.surface)({ ack: answer, respond: answer, command } as never);
    if (!JSON.stringify(answers).includes("blocks")) throw new Error(`/waba ${command.text} showed nothing.`);
    return undefined;
  };

export const DEEDS: Readonly<Record<string, Deed>> = {
  "`/waba tickets`": waba(() => "tickets"),
  "`/waba tickets mine`": waba(() => "tickets mine"),
  "`/waba tickets all`": waba(() => "tickets all"),
  "`/waba tickets WL-n`": waba(({ size }, nth) => `tickets WL-${((nth * 7919) % size) + 1}`),
  "`/waba status`, without Meta": waba((_, nth) => `status +1303555${1000 + (nth % KNOWN)}`),
  "a tick": async ({ surface, ticks }) => {
    const tick = ticks.pop();
    if (tick === undefined) throw new Error("There is nothing left to tick.");
    const { ref: ticket, step, version: v } = tick;
    const says = await setStep(surface, { ids: { ticket, step, v }, to: "claimed", by: "U0WORKS7" });
    if (says !== undefined) throw new Error(`A tick was refused: ${says.mrkdwn}`);
    return undefined;
  },
  "a ticket filed": async ({ surface }, nth) => {
    const escalation = anEscalation({ numbers: [`+1404${String(5_550_000 + nth)}`] });
    const { result } = await surface.escalateNumber({ escalation, by: "U0ASKS7", viewId: `V${randomUUID()}` });
    if (result.filed !== "new") throw new Error(`A ticket was not filed: ${result.filed}.`);
    return undefined;
  },
  "the publisher's look": async ({ surface: { store, clock } }, nth) => {
    const now = clock();
    const holder = `publisher ${nth}`;
    const leased = await store.notices.lease({ holder, now, leaseMs: 10_000, limit: 20, paces: pacesFor(1) });
    return async () => {
      for (const { id, channel, wantedRevision: revision } of leased) {
        await store.notices.recordSent(id, holder, {
          ts: `1700000000.${id}`,
          channel,
          revision,
          notBefore: now,
          pendingShown: 0,
        });
      }
    };
  },
  "a delivery claimed": async ({ surface }) => {
    const key = `signature v0=${randomUUID()}`;
    if (!(await surface.store.deliveries.takeOn(key, surface.clock()))) throw new Error("A new key was taken.");
    return undefined;
  },
  "the inbox's look": async ({ surface }) => {
    const now = surface.clock();
    await surface.store.deliveries.takeUp({ now, until: now, limit: 10 });
    return undefined;
  },
};
