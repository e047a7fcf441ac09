import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { asObjects } from "../../sandbox/slack/json.ts";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { crowdedWorkspace, idOf } from "./support/crowd.ts";
import { LOCKED } from "./support/form.ts";
import { rowIn, stepsIn } from "./support/rows.ts";
import { closeAll, readable, topOf } from "./support/screen.ts";
import { pressHere, rowsOf, shownRow } from "./support/steps.ts";
import { readStored } from "./support/stored.ts";
import { checklistOf, filedAs, fileTicket, openEscalation, submitForm } from "./support/tickets.ts";
import { SUPPORT, WALK_MS, WITHIN } from "./support/within.ts";

const { workspace, people } = crowdedWorkspace(60);

describe("many at once", { timeout: WALK_MS }, () => {
  let bot: TestBot;
  /** Who claimed which step of which ticket, as the last look in Slack shows it. */
  const claimed = new Map<string, string>();

  beforeAll(async () => {
    bot = await startTestBot({ workspace });
  }, 120_000);
  afterAll(async () => {
    await bot?.stop();
  });

  const human = (name: string) => bot.slack.human(name);
  const open = (ref: string) => {
    const blocks = asObjects(checklistOf(bot, ref).blocks);
    return stepsIn(blocks).filter((step) => rowIn(blocks, step)?.main?.label === "Done");
  };

  async function remember(ref: string, path: string) {
    for (const [step, { text }] of Object.entries(await rowsOf(bot, ref, path))) {
      const by = /Said done by <@(\w+)>/.exec(text)?.[1];
      if (by !== undefined) claimed.set(`${ref} ${step}`, by);
    }
  }

  test("fifty people press at once, on different steps and on the same: each step has one first, everybody an answer", async () => {
    const ref = await fileTicket(bot, { number: "+15550130001", errors: LOCKED });
    const steps = open(ref);
    expect(steps.length).toBeGreaterThanOrEqual(8);
    const presses = people.slice(0, 50).map((name, at) => ({ name, step: steps[at % steps.length] ?? "" }));
    await Promise.all(presses.map(({ name, step }) => pressHere(bot, human(name), { ref, step }, "Done")));

    const rest = presses.length - steps.length;
    await vi.waitFor(() => {
      expect(presses.filter(({ name }) => human(name).ephemerals().length > 0)).toHaveLength(rest);
    }, WITHIN);
    await remember(ref, "stop_the_bleeding");
    await remember(ref, "find_the_cause");
    for (const step of steps) {
      const first = claimed.get(`${ref} ${step}`);
      const on = presses.filter((one) => one.step === step);
      expect(on.map(({ name }) => idOf(workspace, name))).toContain(first);
      for (const { name } of on) {
        const told = human(name)
          .ephemerals()
          .map(({ text }) => text);
        expect(told).toEqual(idOf(workspace, name) === first ? [] : [`Nothing changed: <@${first}> did this already.`]);
      }
    }
    // The last checklist in the channel says the same as the dialogs read from the database.
    await vi.waitFor(() => {
      for (const step of open(ref)) expect(claimed.has(`${ref} ${step}`)).toBe(false);
      const shown = stepsIn(asObjects(checklistOf(bot, ref).blocks)).filter((step) => steps.includes(step));
      expect(shown.length).toBeGreaterThan(0);
      for (const step of shown) {
        expect(shownRow(bot, { ref, step })?.text).toContain(`Said done by <@${claimed.get(`${ref} ${step}`)}>`);
      }
    }, WITHIN);
  });

  test("twenty people file the same number at once: one ticket, and the others may join it", async () => {
    const number = "+15550130002";
    const filers = await Promise.all(people.slice(0, 20).map((name) => openEscalation(bot, name)));
    const errors = await Promise.all(filers.map((one) => submitForm(one, { number, errors: LOCKED })));
    expect(errors.every((one) => Object.keys(one).length === 0)).toBe(true);

    const refs = filers.map(filedAs).filter((ref) => ref !== "");
    expect(refs).toHaveLength(1);
    const others = filers.filter((one) => filedAs(one) === "");
    for (const one of others) expect(readable(topOf(one)?.body)).toContain(`Already escalated as ${refs[0]}`);
    const cards = () =>
      bot.slack.messages(SUPPORT).filter(({ metadata, text }) => {
        return metadata?.event_payload.kind === "card" && text.includes(number);
      });
    await vi.waitFor(() => expect(cards()).toHaveLength(1), WITHIN);

    await Promise.all(others.slice(0, 5).map((one) => one.submitView()));
    for (const one of others.slice(0, 5)) expect(readable(topOf(one)?.body)).toContain(`iled as ${refs[0]}`);
    await Promise.all(filers.map(closeAll));
    expect(cards()).toHaveLength(1);
  });

  test("the same submission delivered twice is one ticket with one ref", async () => {
    const number = "+15550130003";
    const ana = await openEscalation(bot, "ana");
    bot.slack.failNext("delivery:view_submission", { kind: "duplicate", when: "at_once" });
    expect(await submitForm(ana, { number, errors: LOCKED })).toEqual({});
    const ref = filedAs(ana) || (/Already filed as (WL-\d+)/.exec(readable(topOf(ana)?.body))?.[1] ?? "");
    expect(ref).toMatch(/^WL-\d+$/);
    await closeAll(ana);
    await vi.waitFor(() => expect(checklistOf(bot, ref).thread_ts).toBeDefined(), WITHIN);
    const mine = bot.slack.messages(SUPPORT).filter(({ text }) => text.includes(number));
    expect(mine).toHaveLength(1);
  });

  test("a submission whose answer was lost is sent again by the person, and is the same ticket", async () => {
    const ana = await openEscalation(bot, "ana");
    bot.slack.failNext("delivery:view_submission", { kind: "lost_ack" });
    expect(await submitForm(ana, { number: "+15550130004", errors: LOCKED })).toEqual({});
    expect(readable(topOf(ana)?.body)).toMatch(/Already filed as WL-\d+\.\* Nothing was added/);
    await closeAll(ana);
  });

  test("a double-click ticks once, and the second press says so", async () => {
    const ref = await fileTicket(bot, { number: "+15550130005", errors: LOCKED });
    const [step = ""] = open(ref);
    const ben = human("ben");
    const press = () => pressHere(bot, ben, { ref, step }, "Done");
    await Promise.all([press(), press()]);
    await vi.waitFor(
      () => expect(ben.ephemerals().map(({ text }) => text)).toEqual(["Nothing changed: you did this already."]),
      WITHIN,
    );

    const [, next = ""] = [step, ...open(ref).filter((one) => one !== step)];
    bot.slack.failNext("delivery:block_actions", { kind: "duplicate", when: "afterwards" });
    await pressHere(bot, human("chloe"), { ref, step: next }, "Done");
    await vi.waitFor(
      () => expect(shownRow(bot, { ref, step: next })?.text).toContain("Said done by <@U0CHLOE0001>"),
      WITHIN,
    );
    await remember(ref, "stop_the_bleeding");
    expect(claimed.get(`${ref} ${step}`)).toBe("U0BEN000001");
    expect(claimed.get(`${ref} ${next}`)).toBe("U0CHLOE0001");
  });

  test("the database says what Slack says, and every change has one audit event", async () => {
    const { rows, events, tickets } = await readStored(bot, async (query) => ({
      tickets: await query("select ref_number from tickets order by ref_number"),
      rows: await query(
        "select 'WL-' || ref_number || ' ' || step_id as step, by_user, state, version from ticket_steps join tickets on tickets.id = ticket_id where state <> 'todo'",
      ),
      events: await query(
        "select 'WL-' || ref_number || ' ' || (event->>'step') as step, event->>'by' as by, count(*)::int as times from ticket_events join tickets on tickets.id = ticket_id where type = 'step_changed' group by 1, 2",
      ),
    }));
    expect(tickets).toHaveLength(5);
    const expected = [...claimed].map(([step, by]) => ({ step, by })).sort((a, b) => a.step.localeCompare(b.step));
    const sorted = <T extends { step?: unknown }>(all: readonly T[]) =>
      [...all].sort((a, b) => String(a.step).localeCompare(String(b.step)));
    expect(sorted(rows)).toEqual(expected.map(({ step, by }) => ({ step, by_user: by, state: "claimed", version: 1 })));
    expect(sorted(events)).toEqual(expected.map(({ step, by }) => ({ step, by, times: 1 })));
  });
});
