import { expect, it, vi } from "vitest";
import { createChangeTicket } from "../../../src/app/change-ticket.ts";
import { PLAYBOOKS } from "../../../src/domain/playbooks/index.ts";
import { DAY, plus } from "../../../src/domain/time.ts";
import { ACTIONS } from "../../../src/slack/listeners/actions.ts";
import type { Press } from "../../../src/slack/listeners/press.ts";
import type { Surface } from "../../../src/slack/surface.ts";
import { ticketMessage } from "../../../src/slack/ticket-messages.ts";
import { buildTicketsMessage } from "../../../src/slack/views/tickets-message.ts";
import { eraseTickets } from "../../../src/store/erase-tickets.ts";
import { aNewTicket, NOW } from "../../store/builders.ts";
import { describeOnEachDatabase, type Open } from "../../support/databases.ts";

const THEN = plus(NOW, 40 * DAY);

async function arrange(open: Open) {
  const { store, database, teamId } = await open();
  const ticket = { status: "resolved", outcome: "recovered", resolvedAt: NOW } as const;
  const filed = await store.tickets.file(aNewTicket({ ticket }));
  if (filed.filed !== "new") throw new Error("expected a new ticket");
  await eraseTickets(database.db, teamId, { resolvedBefore: THEN, at: THEN, days: 30, limit: 5 });
  const clock = () => THEN;
  const changeTicket = createChangeTicket({ store, playbooks: PLAYBOOKS, clock });
  const surface = { store, changeTicket, playbooks: PLAYBOOKS, clock } as unknown as Surface;
  return { surface, store, ref: filed.record.ticket.ref };
}

/** A press on a message that Slack has not updated yet. */
async function press(surface: Surface, actionId: string, value: object): Promise<{ says: string; opened: number }> {
  const said: string[] = [];
  const open = vi.fn(async () => {});
  const tell = async (text: string | { mrkdwn: string }) =>
    void said.push(typeof text === "string" ? text : text.mrkdwn);
  const action = { action_id: actionId, value: JSON.stringify(value) };
  const pressed = { by: "UANA", actionId, action, json: value, tell, open } as unknown as Press;
  await ACTIONS.find(({ startsWith }) => actionId.startsWith(startsWith))?.handle(surface, pressed);
  return { says: said.join("\n"), opened: open.mock.calls.length };
}

const CARD = [
  ...["take", "update", "provider_request", "resolve", "reopen", "errors", "add_numbers"],
  ...["waiting_on_provider", "waiting_on_meta", "waiting_on_customer", "in_progress"],
];
const STEP = ["claimed", "todo", "released", "skipped", "failed", "details", "why"];

describeOnEachDatabase("a ticket whose data were removed", (open) => {
  it("answers every button of its old card and checklist with what happened and what to do", async () => {
    const { surface, ref } = await arrange(open);
    const presses = [
      ...CARD.map((what) => press(surface, `ticket:${what}`, { ticket: ref, do: what })),
      ...STEP.map((to) => press(surface, "step:stop_sends", { ticket: ref, step: "stop_sends", to, v: 1 })),
      press(surface, "ticket:phase:stop_the_bleeding", { ticket: ref, path: "stop_the_bleeding" }),
    ];
    for (const { says, opened } of await Promise.all(presses)) {
      expect(says).toMatch(/personal data of this ticket were removed .* escalate it again with `\/waba escalate`/);
      expect(opened).toBe(0);
    }
  });

  it("is shown by /waba tickets with how it ended", async () => {
    const { surface, store, ref } = await arrange(open);
    const one = await ticketMessage(surface, ref);
    expect(one.text).toMatch(/WL-\d+ · 🟢 Resolved. Recovered: .*removed 40 days after it was resolved/);
    const list = buildTicketsMessage(await store.tickets.list({ limit: 5 }), { which: "all", now: THEN });
    expect(JSON.stringify(list.blocks)).toContain("personal data removed");
  });
});
