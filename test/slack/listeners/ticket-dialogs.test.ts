import type { ViewSubmitAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { expect, it } from "vitest";
import { createChangeTicket } from "../../../src/app/change-ticket.ts";
import type { Evidence } from "../../../src/domain/evidence.ts";
import { PLAYBOOKS } from "../../../src/domain/playbooks/index.ts";
import { DEFAULT_FACTS, type TicketFacts } from "../../../src/domain/ticket/facts.ts";
import { submitNumbers, submitUpdate, submitWaiting } from "../../../src/slack/listeners/ticket-dialogs.ts";
import type { Surface } from "../../../src/slack/surface.ts";
import { shownValues } from "../../../src/slack/views/inputs.ts";
import { buildAddNumbersModal, buildWaitingModal } from "../../../src/slack/views/ticket-modals.ts";
import { buildEndsModal } from "../../../src/slack/views/update/ends.ts";
import { buildUpdateModal } from "../../../src/slack/views/update/modal.ts";
import { aNewTicket, aNumber, LATER } from "../../store/builders.ts";
import { describeOnEachDatabase, type Open } from "../../support/databases.ts";
import { formValues } from "../../support/form-values.ts";

type Fields = Parameters<typeof formValues>[0];
type Situation = {
  facts?: Partial<TicketFacts>;
  evidence?: readonly Evidence[];
  status?: "open" | "resolved";
  numbers?: readonly string[];
};

async function arrange(open: Open, { facts = {}, evidence = [], status = "open", numbers = [aNumber()] }: Situation) {
  const { store } = await open();
  const ticket = { facts: { ...DEFAULT_FACTS, provider: "vonage" as const, ...facts }, status };
  const filed = await store.tickets.file(aNewTicket({ ticket, text: { numbers }, evidence }));
  if (filed.filed !== "new") throw new Error("expected a new ticket");
  const clock = () => LATER;
  const changeTicket = createChangeTicket({ store, playbooks: PLAYBOOKS, clock });
  const surface = { store, changeTicket, playbooks: PLAYBOOKS, clock } as unknown as Surface;
  const { ref, id } = filed.record.ticket;
  return {
    surface,
    ref,
    before: filed.record,
    load: async () => {
      const record = await store.tickets.load({ ref });
      if (record === undefined) throw new Error("the ticket is gone");
      return record;
    },
    /** Who changed which facts, as the audit trail has it. */
    audit: async () =>
      (await store.tickets.events(id)).flatMap((event) =>
        event.type === "facts_updated"
          ? [[event.by, event.facts]]
          : event.type === "paths_changed"
            ? []
            : [[event.type]],
      ),
    update: async () => {
      const {
        ticket: now,
        text,
        evidence: known,
      } = await store.tickets.load({ ref }).then((one) => one ?? filed.record);
      return buildUpdateModal(ref, { facts: now.facts, text, evidence: known });
    },
  };
}

function submission(view: ModalView, fields: Fields, user = "UANN"): ViewSubmitAction {
  const values = { ...shownValues(view.blocks), ...formValues(fields) };
  return { user: { id: user }, view: { ...view, state: { values } } } as unknown as ViewSubmitAction;
}

describeOnEachDatabase("dialogs of a ticket", (open) => {
  it("two people who update at once lose nothing of each other, and each is named in the trail", async () => {
    const world = await arrange(open, { facts: { lockCode: "yes", compromised: true } });
    const [anns, bens] = [await world.update(), await world.update()];
    const answers = await Promise.all([
      submitUpdate(world.surface, submission(anns, { what_holds: { many: ["compromise", "ban"] } }, "UANN")),
      submitUpdate(world.surface, submission(bens, { what_holds: { many: [] }, scope: { one: "account" } }, "UBEN")),
    ]);
    expect(answers).toEqual([{}, {}]);
    expect((await world.load()).ticket.facts).toMatchObject({ banned: "yes", compromised: false, scope: "account" });
    expect(await world.audit()).toEqual(
      expect.arrayContaining([
        ["UANN", { banned: "yes" }],
        ["UBEN", { compromised: false, scope: "account" }],
      ]),
    );
  });

  it("two people who tick in one list, or count at two places, lose nothing either", async () => {
    const facts = {
      violation: ["goods", "profile"],
      recentChanges: ["nothing"],
      attempts: { meta: 1, provider: null },
    };
    const world = await arrange(open, { facts: facts as Partial<TicketFacts> });
    const [anns, bens] = [await world.update(), await world.update()];
    const ann = { violation: { many: ["goods", "profile", "templates"] }, attempts_meta: "2" };
    const ben = { violation: { many: ["profile"] }, attempts_provider: "0", recent_changes: { many: ["pin_changed"] } };
    await Promise.all([
      submitUpdate(world.surface, submission(anns, ann, "UANN")),
      submitUpdate(world.surface, submission(bens, ben, "UBEN")),
    ]);
    expect((await world.load()).ticket.facts).toMatchObject({
      violation: ["profile", "templates"],
      recentChanges: ["pin_changed"],
      attempts: { meta: 2, provider: 0 },
    });
  });

  it("what loosens a gate is in the trail with the person who said it, and so is taking it back", async () => {
    const world = await arrange(open, { facts: { lockCode: "yes", paymentCode: true, banned: "yes" } });
    const told = { what_holds: { many: [] } };
    await submitUpdate(world.surface, submission(await world.update(), told, "UANN"));
    await submitUpdate(world.surface, submission(await world.update(), { what_holds: { many: ["ban"] } }, "UBEN"));
    expect(await world.audit()).toEqual([
      ["UANN", { banned: "no", paymentCode: false }],
      ["UBEN", { banned: "yes" }],
    ]);
  });

  it("a tick that holds for a while is saved, and its end is asked next", async () => {
    const world = await arrange(open, {});
    const ticked = { what_holds: { many: ["restriction"] } };
    const answer = await submitUpdate(world.surface, submission(await world.update(), ticked));
    expect((await world.load()).ticket.facts.restriction).toEqual({ endsAt: null });
    if (answer.view === undefined) throw new Error("nothing was asked");
    const end = "2026-03-09T10:00:00.000Z";
    const last = submission(answer.view, { restriction_end: Date.parse(end) / 1000 });
    expect(await submitUpdate(world.surface, last)).toEqual({});
    const after = await world.load();
    expect(after.ticket.facts.restriction).toEqual({ endsAt: end });
    expect(after.diagnosis).toMatchObject({ verdict: "restricted", endsAt: end });
  });

  it("a ticket resolved meanwhile refuses under a field that the dialog has", async () => {
    const world = await arrange(open, { facts: { restriction: { endsAt: null } }, status: "resolved" });
    const ends = buildEndsModal(world.ref, world.before.ticket.facts, []);
    if (ends === undefined) throw new Error("nothing was asked");
    const late = submission(ends, { restriction_end: Date.parse("2026-03-09T10:00:00.000Z") / 1000 });
    expect(await submitUpdate(world.surface, late)).toMatchObject({
      errors: { restriction_end: expect.stringContaining("resolved. Reopen it first") },
    });
    expect(await world.load()).toEqual(world.before);
  });

  it("the code beside 1330 changes verdict and path in one change, and a wrong one is corrected", async () => {
    const generic: Evidence = { kind: "error", namespace: "vonage", code: 1330, origin: "send", source: "pasted" };
    const codes = [{ namespace: "vonage", code: 1330 }] as const;
    const world = await arrange(open, { facts: { providerGenericOnly: true, codes }, evidence: [generic] });
    await submitUpdate(
      world.surface,
      submission(await world.update(), { provider_code: "131031", scope: { one: "account" } }),
    );
    const locked = await world.load();
    expect(locked.ticket).toMatchObject({ revision: 2, facts: { lockCode: "yes", scope: "account" } });
    expect(locked.diagnosis.verdict).toBe("locked");
    await submitUpdate(world.surface, submission(await world.update(), { provider_code: "" }));
    const back = await world.load();
    expect(back.ticket.facts).toMatchObject({ lockCode: "unknown", providerGenericOnly: true, scope: "account" });
    expect(back.diagnosis.verdict).toBe("unknown");
  });

  it("waiting on the provider takes status and case number together", async () => {
    const world = await arrange(open, {});
    const form = submission(buildWaitingModal(world.ref, "waiting_on_provider", null), { case_number: "C-77" });
    expect(await submitWaiting(world.surface, form)).toEqual({});
    const after = await world.load();
    expect(after.ticket).toMatchObject({ revision: 2, status: "waiting_on_provider", facts: { providerCase: "yes" } });
    expect(after.text.providerCase).toBe("C-77");
    expect(await world.audit()).toEqual([["status_changed"], ["UANN", { providerCase: "yes" }]]);
  });

  it("waiting on a ticket that is resolved keeps nothing, and says why", async () => {
    const world = await arrange(open, { status: "resolved" });
    const form = submission(buildWaitingModal(world.ref, "waiting_on_meta", null), { case_number: "M-9" });
    expect(await submitWaiting(world.surface, form)).toMatchObject({
      errors: { case_number: expect.stringContaining("not possible while the ticket is “Resolved”") },
    });
    expect(await world.load()).toEqual(world.before);
  });

  it("fifty numbers are the most, in words with the room that is left", async () => {
    const world = await arrange(open, { numbers: Array.from({ length: 49 }, aNumber) });
    const numbers = [aNumber(), aNumber()].join("\n");
    const form = submission(buildAddNumbersModal(world.ref), { number: numbers });
    expect(await submitNumbers(world.surface, form)).toEqual({
      errors: {
        number:
          "One ticket holds at most 50 numbers and this one has 49. 1 more fits, and these are 2: file the others as a ticket of their own.",
      },
    });
    expect(await world.load()).toEqual(world.before);
  });

  it("the same number added by two people at once is there once", async () => {
    const world = await arrange(open, {});
    const number = aNumber();
    const form = (user: string) => submission(buildAddNumbersModal(world.ref), { number }, user);
    const answers = await Promise.all([
      submitNumbers(world.surface, form("UANN")),
      submitNumbers(world.surface, form("UBEN")),
    ]);
    expect(answers).toEqual([{}, {}]);
    const { text, ticket } = await world.load();
    expect(text.numbers.filter((one) => one === number)).toHaveLength(1);
    expect(ticket.lastFours).toHaveLength(2);
  });
});
