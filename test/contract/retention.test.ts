import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { createChangeTicket } from "../../src/app/change-ticket.ts";
import { PLAYBOOKS } from "../../src/domain/playbooks/index.ts";
import type { Command } from "../../src/domain/ticket/command.ts";
import { DAY, plus } from "../../src/domain/time.ts";
import { createRenderer } from "../../src/slack/render-notice.ts";
import { eraseDiagnoses } from "../../src/store/erase-diagnoses.ts";
import { eraseTickets } from "../../src/store/erase-tickets.ts";
import { aDiagnosis, aNewTicket, aNotice, aNumber, aStoredDiagnosis, NOW } from "../store/builders.ts";
import { describeOnEachDatabase, type Open } from "../support/databases.ts";

const DAYS = 30;
const THEN = plus(NOW, 40 * DAY);
const DUE = { resolvedBefore: plus(THEN, -DAYS * DAY), at: THEN, days: DAYS, limit: 100 };

const GLOSS = { kind: "gloss_disagrees_with_code", code: { namespace: "meta", code: 131031 }, gloss: "Rosa" } as const;

async function arrange(open: Open) {
  const opened = await open();
  const { store, database, teamId } = opened;

  /** A ticket with card, checklist and a line, all of which Slack shows. */
  async function file(status: "open" | "resolved", resolvedAt = NOW) {
    const isResolved = status === "resolved";
    const filed = await store.tickets.file(
      aNewTicket({
        ticket: { status, outcome: isResolved ? "recovered" : null, resolvedAt: isResolved ? resolvedAt : null },
        text: { reasons: { resolve: "Rosa says it works" } },
        diagnosis: aDiagnosis({ contradictions: [GLOSS] }),
      }),
    );
    if (filed.filed !== "new") throw new Error("expected a new ticket");
    const { id } = filed.record.ticket;
    const card = aNotice({ ticketId: id });
    const line = { ...aNotice({ ticketId: id, kind: "notice" }), body: { says: "The number ending 0123 …" } };
    await store.notices.add([card, aNotice({ ticketId: id, kind: "checklist" }), line]);
    await database.pool.query("update notices set ts = id, state = 'sent', sent_revision = 1 where ticket_id = $1", [
      id,
    ]);
    return filed.record;
  }

  const wordsOf = async (id: string) =>
    (await database.pool.query("select * from personal_texts where owner_id = $1", [id])).rows;
  const erase = (due = DUE) => eraseTickets(database.db, teamId, due);
  return { ...opened, file, wordsOf, erase };
}

describeOnEachDatabase("retention", (open) => {
  it("erases the words, the API key and the number keys of a ticket that was resolved long ago", async () => {
    const { file, wordsOf, erase, store, database } = await arrange(open);
    const before = await file("resolved");
    const { id, ref } = before.ticket;
    expect(await erase()).toBe(1);

    expect(await wordsOf(id)).toEqual([]);
    expect(await store.tickets.revealApiKey(id, "U1", THEN)).toBeNull();
    const numbers = await database.pool.query("select * from ticket_numbers where ticket_id = $1", [id]);
    expect(numbers.rows).toEqual([]);
    const record = await store.tickets.load({ ref });
    expect(record).toMatchObject({
      ticket: { erasedAt: THEN, lastFours: [], status: "resolved", outcome: "recovered", revision: 2 },
      text: { numbers: [], errors: [], reasons: {}, customer: null, wabaId: null },
      evidence: [],
      apiKeyLastFour: null,
      diagnosis: { verdict: "locked", findings: [], contradictions: [] },
    });
    const row = await database.pool.query("select * from tickets where id = $1", [id]);
    for (const personal of [...before.text.numbers, "Rosa", "Larkspur", "1a2b"]) {
      expect(JSON.stringify([record, row.rows])).not.toContain(personal);
    }
  });

  it("keeps the audit trail, and says in it what was done", async () => {
    const { file, erase, store, database } = await arrange(open);
    const { ticket } = await file("resolved");
    await store.tickets.revealApiKey(ticket.id, "UANA", NOW);
    await erase();
    const { rows } = await database.pool.query("select event from ticket_events where ticket_id = $1 order by id", [
      ticket.id,
    ]);
    expect(rows.map(({ event }) => event)).toMatchObject([
      { type: "filed" },
      { type: "api_key_revealed", by: "UANA" },
      { type: "erased", by: "retention", days: DAYS, at: THEN },
    ]);
    expect(await store.tickets.events(ticket.id)).toEqual([]);
  });

  it("leaves alone what is open, what was resolved lately, and another workspace", async () => {
    const { file, wordsOf, erase } = await arrange(open);
    const other = await arrange(open);
    const kept = [
      await file("open"),
      await file("resolved", plus(THEN, -DAYS * DAY + 1000)),
      await other.file("resolved"),
    ];
    expect(await erase()).toBe(0);
    for (const { ticket } of kept) expect(await wordsOf(ticket.id)).toHaveLength(1);
  });

  it("takes as many at once as it is told, the oldest first, and none twice", async () => {
    const { file, erase, store } = await arrange(open);
    const tickets = [
      await file("resolved", plus(NOW, 2000)),
      await file("resolved"),
      await file("resolved", plus(NOW, 1000)),
    ];
    const erased = async () => {
      const now = await Promise.all(tickets.map(({ ticket }) => store.tickets.load({ id: ticket.id })));
      return now.map((record) => record?.ticket.erasedAt !== null);
    };
    expect(await erase({ ...DUE, limit: 2 })).toBe(2);
    expect(await erased()).toEqual([false, true, true]);
    expect(await erase({ ...DUE, limit: 2 })).toBe(1);
    expect(await erase({ ...DUE, limit: 2 })).toBe(0);
  });

  it("refuses every command on such a ticket; its number can be escalated again", async () => {
    const { file, erase, store } = await arrange(open);
    const { ticket, text } = await file("resolved");
    await erase();
    const changeTicket = createChangeTicket({ store, playbooks: PLAYBOOKS, clock: () => THEN });
    const by = "UANA";
    const commands: Command[] = [
      { do: "set_step", step: "stop_sends", to: "claimed", version: 1, by },
      { do: "verify_step", step: "stop_sends", agrees: true, by: "probe" },
      { do: "take", by },
      { do: "set_status", status: "in_progress", by },
      { do: "update_facts", facts: { banned: "yes" }, by },
      { do: "add_evidence", evidence: [], by },
      { do: "withdraw_evidence", evidence: [], rest: [], by },
      { do: "add_numbers", lastFours: ["0123"], by },
      { do: "resolve", outcome: "recovered", hasReason: true, by },
      { do: "reopen", hasReason: true, by },
    ];
    for (const command of commands) {
      const answer = await changeTicket({
        ref: ticket.ref,
        command,
        text: (words) => ({ ...words, customer: "Rosa" }),
        line: { id: randomUUID(), says: "again" },
      });
      expect(answer).toMatchObject({ ok: false, refusal: { refused: "erased" } });
    }
    expect(await store.notices.forTicket(ticket.id)).toHaveLength(3);
    expect((await store.tickets.file(aNewTicket({ text: { numbers: text.numbers } }))).filed).toBe("new");
  });

  it("has the card, the checklist and the lines drawn anew, without data and without buttons", async () => {
    const { file, erase, store } = await arrange(open);
    const { ticket, text } = await file("resolved");
    await erase();
    const notices = await store.notices.forTicket(ticket.id);
    expect(notices.map(({ wantedRevision, sentRevision }) => wantedRevision > sentRevision)).toEqual([
      true,
      true,
      true,
    ]);
    expect(notices.map(({ body }) => body)).toEqual([null, null, null]);
    const render = createRenderer({ store, playbooks: PLAYBOOKS, probesMissing: [], clock: () => THEN });
    const shown = await Promise.all(notices.map(render));
    for (const rendered of shown) {
      const said = JSON.stringify(rendered?.message);
      expect(rendered?.message.text).toContain(ticket.ref);
      expect(rendered?.message.text).toMatch(/removed 40 days after it was resolved/);
      expect(said).not.toContain("action_id");
      for (const personal of [...text.numbers, "0123", "Rosa", "Larkspur", "1a2b"])
        expect(said).not.toContain(personal);
    }
  });

  it("does not post now what Slack never showed", async () => {
    const { file, erase, store, database } = await arrange(open);
    const { ticket } = await file("resolved");
    await database.pool.query("update notices set ts = null, state = 'refused' where ticket_id = $1", [ticket.id]);
    await erase();
    const states = (await store.notices.forTicket(ticket.id)).map(({ state }) => state);
    expect(states).toEqual(["refused", "refused", "refused"]);
  });

  it("erases old diagnoses but those of a number in an open ticket, and draws their answers anew", async () => {
    const { store, database, teamId, wordsOf } = await arrange(open);
    const number = aNumber();
    await store.tickets.file(aNewTicket({ text: { numbers: [number] } }));
    const old = aStoredDiagnosis();
    const withoutNumber = aStoredDiagnosis({ number: null });
    const ofTicket = aStoredDiagnosis({ number });
    const recent = aStoredDiagnosis({ at: THEN });
    for (const one of [old, withoutNumber, ofTicket, recent]) await store.diagnoses.save(one);
    const answer = { ...aNotice({ kind: "answer", threadTs: "1.1" }), body: { diagnosis: old.id } };
    await store.notices.add([answer]);
    await database.pool.query("update notices set ts = '1.2', state = 'sent', sent_revision = 1 where id = $1", [
      answer.id,
    ]);

    const erase = (limit: number) => eraseDiagnoses(database.db, teamId, { before: DUE.resolvedBefore, limit });
    expect([await erase(1), await erase(5), await erase(5)]).toEqual([1, 1, 0]);

    for (const gone of [old, withoutNumber]) {
      expect(await store.diagnoses.load(gone.id)).toBeUndefined();
      expect(await wordsOf(gone.id)).toEqual([]);
    }
    expect(await store.diagnoses.load(ofTicket.id)).toEqual(ofTicket);
    expect(await store.diagnoses.load(recent.id)).toEqual(recent);
    const notice = await store.notices.load(answer.id);
    if (notice === undefined) throw new Error("the notice is gone");
    expect(notice).toMatchObject({ wantedRevision: 2, sentRevision: 1 });
    const render = createRenderer({ store, playbooks: PLAYBOOKS, probesMissing: [], clock: () => THEN });
    const rendered = await render(notice);
    expect(rendered?.message.text).toMatch(/data of this diagnosis were removed/);
    expect(JSON.stringify(rendered)).not.toContain(old.number);
  });
});
