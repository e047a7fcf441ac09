import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { createAddToTicket } from "../../src/app/add-to-ticket.ts";
import { createChangeTicket } from "../../src/app/change-ticket.ts";
import type { Escalation } from "../../src/app/escalate-number.ts";
import { PLAYBOOKS } from "../../src/domain/playbooks/index.ts";
import { DEFAULT_FACTS } from "../../src/domain/ticket/facts.ts";
import type { Ticket } from "../../src/domain/ticket/ticket.ts";
import { aNewTicket, aNumber, anEscalation, LATER, NOW } from "../store/builders.ts";
import { describeOnEachDatabase, type Open } from "../support/databases.ts";

const clock = () => LATER;

/** A filed ticket, and a second report about it that waits in a draft. */
async function arrange(open: Open, report: Partial<Escalation>, ticket: Partial<Ticket> = {}, numbers = [aNumber()]) {
  const { store } = await open();
  const facts = { ...DEFAULT_FACTS, ...ticket.facts };
  const filed = await store.tickets.file(aNewTicket({ ticket: { ...ticket, facts }, text: { numbers } }));
  if (filed.filed !== "new") throw new Error("expected a new ticket");
  const form = anEscalation({ numbers: [], apiKey: null, ...report });
  const draftId = randomUUID();
  await store.drafts.save({ id: draftId, by: "UBEN", at: NOW, form });
  const changeTicket = createChangeTicket({ store, playbooks: PLAYBOOKS, clock });
  const addToTicket = createAddToTicket({ store, changeTicket, clock });
  const { ref, id } = filed.record.ticket;
  return {
    store,
    before: filed.record,
    add: () => addToTicket({ ref, draftId, by: "UBEN" }),
    load: () => store.tickets.load({ ref }),
    events: async () => (await store.tickets.events(id)).map(({ type }) => type),
  };
}

describeOnEachDatabase("a report that joins an open ticket", (open) => {
  it("brings numbers, answers and error in one change", async () => {
    const number = aNumber();
    const errors = "(#131031) locked again";
    const world = await arrange(open, { numbers: [number], errors, supportHome: "nothing_listed" });
    expect(await world.add()).toMatchObject({ ok: true, changed: true });
    const after = await world.load();
    expect(after?.text.numbers).toEqual([...world.before.text.numbers, number]);
    expect(after?.text.errors.at(-1)).toMatchObject({ text: errors, by: "UBEN" });
    expect(after?.ticket).toMatchObject({ revision: 2, facts: { lockCode: "yes", supportHome: "nothing_listed" } });
    expect(after?.ticket.lastFours.at(-1)).toBe(number.slice(-4));
    expect(await world.events()).toEqual(["numbers_added", "facts_updated", "paths_changed"]);
  });

  it("brings nothing the second time", async () => {
    const world = await arrange(open, { numbers: [aNumber()] });
    await world.add();
    const first = await world.load();
    expect(await world.add()).toMatchObject({ ok: true, changed: false });
    expect(await world.load()).toEqual(first);
  });

  it("brings nothing at all when its numbers do not fit", async () => {
    const numbers = Array.from({ length: 49 }, aNumber);
    const world = await arrange(open, { numbers: [aNumber(), aNumber()] }, {}, numbers);
    expect(await world.add()).toMatchObject({ ok: false, refusal: { refused: "too_many_numbers", has: 49, adds: 2 } });
    expect(await world.load()).toEqual(world.before);
    expect(await world.events()).toEqual([]);
  });

  it("fills the last place of fifty, and its own numbers need none", async () => {
    const numbers = Array.from({ length: 49 }, aNumber);
    const world = await arrange(open, { numbers: [...numbers.slice(0, 5), aNumber()] }, {}, numbers);
    expect(await world.add()).toMatchObject({ ok: true, changed: true });
    expect((await world.load())?.ticket.lastFours).toHaveLength(50);
  });

  it("brings nothing to a ticket that is resolved meanwhile", async () => {
    const world = await arrange(open, { numbers: [aNumber()] }, { status: "resolved", outcome: "duplicate" });
    expect(await world.add()).toMatchObject({ ok: false, refusal: { refused: "closed" } });
    expect(await world.load()).toEqual(world.before);
  });

  it("leaves out a number that is in another open ticket", async () => {
    const [taken, free] = [aNumber(), aNumber()];
    const world = await arrange(open, { numbers: [taken, free] });
    await world.store.tickets.file(aNewTicket({ text: { numbers: [taken] } }));
    expect(await world.add()).toMatchObject({ ok: true });
    expect((await world.load())?.text.numbers).toEqual([...world.before.text.numbers, free]);
  });
});
