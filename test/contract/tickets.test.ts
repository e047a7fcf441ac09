import { expect, it } from "vitest";
import { StoreConflictError } from "../../src/app/errors.ts";
import type { Store } from "../../src/app/ports/store.ts";
import { aNewTicket, aNumber, aStep, LATER, NOW } from "../store/builders.ts";
import { describeOnEachDatabase } from "../support/databases.ts";

async function fileNew(store: Store, ticket = aNewTicket()) {
  const result = await store.tickets.file(ticket);
  if (result.filed !== "new") throw new Error(`expected a new ticket, got ${result.filed}`);
  return result.record;
}

describeOnEachDatabase("tickets", (open, kind) => {
  it("a filed ticket is read back as it was, with a ref", async () => {
    const { store } = await open();
    const ticket = aNewTicket();

    const filed = await fileNew(store, ticket);

    expect(filed.ticket).toEqual({ ...ticket.ticket, ref: "WL-1" });
    expect(filed.text).toEqual(ticket.text);
    expect(filed.evidence).toEqual(ticket.evidence);
    expect(filed.diagnosis).toEqual(ticket.diagnosis);
    expect(filed.firstSeenAt).toBe(ticket.firstSeenAt);
    expect(filed.apiKeyLastFour).toBe("1a2b");
    expect(await store.tickets.load({ ref: "WL-1" })).toEqual(filed);
    expect(await store.tickets.load({ id: ticket.ticket.id })).toEqual(filed);
  });

  it("refs count up in each workspace, and a refused filing leaves no gap", async () => {
    const { store } = await open();
    const first = aNewTicket();
    await fileNew(store, first);
    await store.tickets.file(aNewTicket({ text: { numbers: first.text.numbers } }));
    expect((await fileNew(store)).ticket.ref).toBe("WL-2");
    const other = await open();
    expect((await fileNew(other.store)).ticket.ref).toBe("WL-1");
  });

  it("a ticket of another workspace is not found", async () => {
    const { store } = await open();
    const { ticket, text } = await fileNew(store);
    const other = await open();

    expect(await other.store.tickets.load({ id: ticket.id })).toBeUndefined();
    expect(await other.store.tickets.load({ ref: ticket.ref })).toBeUndefined();
    expect(await other.store.tickets.findOpenByNumber(text.numbers[0] ?? "")).toBeUndefined();
    expect(await other.store.tickets.events(ticket.id)).toEqual([]);
    expect(await other.store.tickets.revealApiKey(ticket.id, "U1", NOW)).toBeNull();
  });

  it.each(["", "WL-0", "WL-", "42", "WL-4x", "WL-99999999999"])("%j is the ref of no ticket", async (ref) => {
    const { store } = await open();
    await fileNew(store);
    expect(await store.tickets.load({ ref })).toBeUndefined();
  });

  it("the same modal filed again gives the same ticket", async () => {
    const { store } = await open();
    const ticket = aNewTicket();
    const first = await fileNew(store, ticket);

    const again = await store.tickets.file(aNewTicket({ viewId: ticket.viewId }));

    expect(again).toEqual({ filed: "again", record: first });
    expect(await store.tickets.list({ limit: 10 })).toHaveLength(1);
  });

  it("the same modal filed ten times at once gives one ticket", async () => {
    const { store } = await open();
    const viewId = "V-double-click";
    const numbers = [aNumber()];

    const results = await Promise.all(
      Array.from({ length: 10 }, () => store.tickets.file(aNewTicket({ viewId, text: { numbers } }))),
    );

    expect(results.filter(({ filed }) => filed === "new")).toHaveLength(1);
    expect(results.filter(({ filed }) => filed === "again")).toHaveLength(9);
    expect(await store.tickets.list({ limit: 20 })).toHaveLength(1);
  });

  it("ten people filing one number at once get one ticket and nine times its ref", async () => {
    const { store } = await open();
    const number = aNumber();

    const results = await Promise.all(
      Array.from({ length: 10 }, () => store.tickets.file(aNewTicket({ text: { numbers: [aNumber(), number] } }))),
    );

    const filed = results.flatMap((result) => (result.filed === "new" ? result.record.ticket : []));
    expect(filed).toHaveLength(1);
    const { ref, id } = filed[0] ?? { ref: "", id: "" };
    for (const result of results) {
      if (result.filed !== "new") expect(result).toEqual({ filed: "duplicate", open: [{ number, ref, ticketId: id }] });
    }
  });

  it("a duplicate does not spoil the transaction it was filed in", async () => {
    const { store } = await open();
    const first = aNewTicket();
    await fileNew(store, first);
    const other = aNewTicket();

    await store.transact(async (tx) => {
      expect((await tx.tickets.file(aNewTicket({ text: { numbers: first.text.numbers } }))).filed).toBe("duplicate");
      expect((await tx.tickets.file(other)).filed).toBe("new");
    });

    expect(await store.tickets.load({ id: other.ticket.id })).toBeDefined();
  });

  it("a number is free again when its ticket is resolved, and refused when that one is reopened", async () => {
    const { store } = await open();
    const numbers = [aNumber()];
    const old = await fileNew(store, aNewTicket({ text: { numbers } }));
    const resolved = {
      ...old,
      ticket: { ...old.ticket, status: "resolved" as const, resolvedAt: LATER, revision: 2 },
    };
    await store.tickets.save(resolved, []);
    expect(await store.tickets.findOpenByNumber(numbers[0] ?? "")).toBeUndefined();

    const fresh = await fileNew(store, aNewTicket({ text: { numbers } }));
    expect((await store.tickets.findOpenByNumber(numbers[0] ?? ""))?.ticket.ref).toBe(fresh.ticket.ref);
    const reopened = { ...resolved, ticket: { ...resolved.ticket, status: "open" as const, revision: 3 } };
    await expect(store.tickets.save(reopened, [])).rejects.toMatchObject({
      kind: "store_conflict",
      retry: "never",
      details: { because: "number_in_open_ticket" },
    });
    expect((await store.tickets.load({ id: old.ticket.id }))?.ticket.status).toBe("resolved");
  });

  it("a number added later belongs to the ticket", async () => {
    const { store } = await open();
    const record = await fileNew(store);
    const added = aNumber();
    const numbers = [...record.text.numbers, added];
    await store.tickets.save(
      { ...record, ticket: { ...record.ticket, revision: 2 }, text: { ...record.text, numbers } },
      [],
    );

    expect((await store.tickets.findOpenByNumber(added))?.ticket.id).toBe(record.ticket.id);
    expect((await store.tickets.file(aNewTicket({ text: { numbers: [added] } }))).filed).toBe("duplicate");
  });

  it("a saved change is read back whole, steps in their order", async () => {
    const { store } = await open();
    const record = await fileNew(store);
    const changed = {
      ...record,
      firstSeenAt: "2026-03-01T00:00:00.000Z",
      ticket: {
        ...record.ticket,
        status: "waiting_on_provider" as const,
        statusSince: LATER,
        assignee: "UASSIGNEE",
        revision: 2,
        failedRegistrations: 1,
        steps: [
          aStep("new_first", { state: "released", releasedBy: "U1", releasedAt: LATER, version: 4 }),
          aStep("save_evidence", { state: "claimed", by: "U1", second: "U2", at: LATER, version: 2 }),
        ],
      },
      text: { ...record.text, providerCase: "4471", reasons: { stop_sends: "the customer did it" } },
    };

    await store.tickets.save(changed, []);

    expect(await store.tickets.load({ id: record.ticket.id })).toEqual(changed);
  });

  it("of two people who saved the same revision the second is told, and changes nothing", async () => {
    const { store } = await open();
    const record = await fileNew(store);
    const ana = { ...record, ticket: { ...record.ticket, assignee: "UANA", revision: 2 } };
    const ben = { ...record, ticket: { ...record.ticket, assignee: "UBEN", revision: 2 } };
    await store.tickets.save(ana, [{ type: "taken", by: "UANA", at: LATER }]);

    await expect(store.tickets.save(ben, [{ type: "taken", by: "UBEN", at: LATER }])).rejects.toThrow(
      StoreConflictError,
    );

    expect((await store.tickets.load({ id: record.ticket.id }))?.ticket.assignee).toBe("UANA");
    expect(await store.tickets.events(record.ticket.id)).toEqual([{ type: "taken", by: "UANA", at: LATER }]);
  });

  it("everybody who loads with a lock and saves at the same time counts", async () => {
    const { store } = await open();
    const people = kind === "embedded" ? 20 : 50;
    const { ticket } = await fileNew(store);

    await Promise.all(
      Array.from({ length: people }, (_, index) =>
        store.transact(async (tx) => {
          const record = await tx.tickets.load({ id: ticket.id }, { lock: true });
          if (!record) throw new Error("the ticket is gone");
          const next = { ...record.ticket, revision: record.ticket.revision + 1 };
          await tx.tickets.save({ ...record, ticket: next }, [{ type: "taken", by: `U${index}`, at: LATER }]);
        }),
      ),
    );

    expect((await store.tickets.load({ id: ticket.id }))?.ticket.revision).toBe(people + 1);
    const events = await store.tickets.events(ticket.id);
    expect(new Set(events.map((event) => "by" in event && event.by)).size).toBe(people);
  });

  it("lists are newest first, filtered and limited", async () => {
    const { store } = await open();
    const at = (minute: number) => `2026-03-02T10:${String(minute).padStart(2, "0")}:00.000Z`;
    await fileNew(store, aNewTicket({ ticket: { createdAt: at(1), requester: "U1" } }));
    await fileNew(store, aNewTicket({ ticket: { createdAt: at(2), requester: "U2", assignee: "U1" } }));
    await fileNew(store, aNewTicket({ ticket: { createdAt: at(3), requester: "U1", status: "resolved" } }));
    const refs = async (filter: Parameters<Store["tickets"]["list"]>[0]) =>
      (await store.tickets.list(filter)).map(({ ticket }) => ticket.ref);

    expect(await refs({ limit: 10 })).toEqual(["WL-3", "WL-2", "WL-1"]);
    expect(await refs({ limit: 2 })).toEqual(["WL-3", "WL-2"]);
    expect(await refs({ open: true, limit: 10 })).toEqual(["WL-2", "WL-1"]);
    expect(await refs({ open: false, limit: 10 })).toEqual(["WL-3"]);
    expect(await refs({ requester: "U1", limit: 10 })).toEqual(["WL-3", "WL-1"]);
    expect(await refs({ assignee: "U1", open: true, limit: 10 })).toEqual(["WL-2"]);
  });

  it("pasted text with a NUL, half an emoji and 200 kB is kept, without what no database takes", async () => {
    const { store } = await open();
    const long = "é".repeat(100_000);
    const errors = [{ text: `a\0b \ud83d ${long} 'quoted' \\u0000 "json"`, by: "U1", at: NOW }];

    const record = await fileNew(store, aNewTicket({ text: { errors } }));

    expect(record.text.errors[0]?.text).toBe(`ab \ufffd ${long} 'quoted' \\u0000 "json"`);
  });

  it("the API key comes back whole, is not stored in clear, and each look is in the audit trail", async () => {
    const { store, database } = await open();
    const { ticket } = await fileNew(store, aNewTicket({ apiKey: "plainkey9f" }));
    const none = await fileNew(store, aNewTicket({ apiKey: null }));

    expect(await store.tickets.revealApiKey(ticket.id, "UANA", LATER)).toBe("plainkey9f");
    expect(await store.tickets.revealApiKey(none.ticket.id, "UANA", LATER)).toBeNull();

    const audit = await database.db
      .selectFrom("ticket_events")
      .select(["ticket_id", "event"])
      .where("type", "=", "api_key_revealed")
      .where("ticket_id", "in", [ticket.id, none.ticket.id])
      .execute();
    expect(audit).toEqual([{ ticket_id: ticket.id, event: { type: "api_key_revealed", by: "UANA", at: LATER } }]);
    const stored = await database.db
      .selectFrom("personal_texts")
      .selectAll()
      .where("owner_id", "=", ticket.id)
      .execute();
    expect(Buffer.from(JSON.stringify(stored)).includes("plainkey9f")).toBe(false);
    expect(stored[0]?.api_key?.includes("plainkey9f")).toBe(false);
  });

  it("the audit trail can be added to and nothing else", async () => {
    const { store, database } = await open();
    await fileNew(store);

    await expect(database.pool.query("update ticket_events set type = 'x'")).rejects.toThrow("append-only");
    await expect(database.pool.query("delete from ticket_events")).rejects.toThrow("append-only");
    await expect(database.pool.query("truncate ticket_events")).rejects.toThrow("append-only");
  });

  it("personal text can be erased, and the ticket and its audit trail stay readable", async () => {
    const { store, database } = await open();
    const { ticket, text } = await fileNew(store);
    const [number = ""] = text.numbers;
    await database.db.deleteFrom("personal_texts").where("owner_id", "=", ticket.id).execute();

    const erased = await store.tickets.load({ id: ticket.id });

    expect(erased?.ticket).toEqual(ticket);
    expect(erased?.text.numbers).toEqual([]);
    const others = await database.pool.query(
      `select t::text from tickets t union all select n::text from ticket_numbers n union all select e::text from ticket_events e`,
    );
    expect(JSON.stringify(others.rows)).not.toContain(number);
  });
});
