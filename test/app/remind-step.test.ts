import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { createRemindStep } from "../../src/app/remind-step.ts";
import { PLAYBOOKS } from "../../src/domain/playbooks/index.ts";
import { buildChecklist } from "../../src/domain/ticket/checklist.ts";
import { DEFAULT_FACTS } from "../../src/domain/ticket/facts.ts";
import { stepView } from "../../src/domain/ticket/step-view.ts";
import { DAY, plus } from "../../src/domain/time.ts";
import { aNewTicket, aNotice, NOW } from "../store/builders.ts";
import { describeOnEachDatabase } from "../support/databases.ts";

const END = plus(NOW, 3 * DAY);

describeOnEachDatabase("the reminder at the end of a restriction", (open) => {
  it("says its line and draws the checklist anew, in which the step is open now", async () => {
    const { store } = await open();
    const paths = ["wait_restriction", "prove_it_works"] as const;
    const steps = buildChecklist(paths, PLAYBOOKS).map((row) =>
      row.id === "wait.what_still_works" ? { ...row, state: "claimed" as const } : row,
    );
    const facts = { ...DEFAULT_FACTS, restriction: { endsAt: END } };
    const filed = await store.tickets.file(aNewTicket({ ticket: { facts, paths, steps } }));
    if (filed.filed !== "new") throw new Error("expected a new ticket");
    const { id } = filed.record.ticket;
    await store.notices.add([aNotice({ ticketId: id, kind: "card" }), aNotice({ ticketId: id, kind: "checklist" })]);
    expect(stepView(filed.record.ticket, "wait.end", PLAYBOOKS, NOW)?.state).toBe("blocked");

    const remind = createRemindStep({ store, playbooks: PLAYBOOKS, clock: () => END });
    await remind({ ticketId: id, step: "wait.end", nth: 0 }, { id: randomUUID() });

    const after = await store.tickets.load({ id });
    if (after === undefined) throw new Error("the ticket is gone");
    expect(stepView(after.ticket, "wait.end", PLAYBOOKS, END)).toMatchObject({ state: "todo", main: "claimed" });
    expect(after.ticket).toEqual({ ...filed.record.ticket, revision: 2 });
    const notices = await store.notices.forTicket(id);
    expect(notices.find(({ kind }) => kind === "checklist")?.wantedRevision).toBe(2);
    expect(notices.find(({ kind }) => kind === "notice")?.body?.says).toMatch(/The restriction should have ended/);
    expect(await store.tickets.events(id)).toEqual([]);
  });
});
