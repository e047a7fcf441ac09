import { expect, it } from "vitest";
import { purge } from "../../src/store/purge.ts";
import { describeOnEachDatabase } from "../support/databases.ts";
import { LATER, NOW } from "./builders.ts";

describeOnEachDatabase("the purge", (open) => {
  it("erases old drafts with their words and old delivery keys, of its own workspace alone", async () => {
    const { store, database, teamId } = await open();
    const other = await open();
    const key = (at: string, team_id: string) => ({ key: `event-${at}`, team_id, received_at: at });
    const rows = [key(NOW, teamId), key(LATER, teamId), key(NOW, other.teamId)];
    await database.db.insertInto("deliveries").values(rows).execute();
    await store.drafts.save({ id: `old-${teamId}`, by: "U1", at: NOW, form: { errors: "secret words" } });
    await store.drafts.save({ id: `new-${teamId}`, by: "U1", at: LATER, form: {} });
    await other.store.drafts.save({ id: `old-${other.teamId}`, by: "U1", at: NOW, form: {} });

    const purged = await purge(database.db, teamId, { drafts: LATER, deliveries: LATER });

    expect(purged).toEqual({ drafts: 1, deliveries: 1 });
    expect(await store.drafts.load(`old-${teamId}`)).toBeUndefined();
    expect(await store.drafts.load(`new-${teamId}`)).toBeDefined();
    expect(await other.store.drafts.load(`old-${other.teamId}`)).toBeDefined();
    const words = await database.pool.query("select 1 from personal_texts where owner_id = $1", [`old-${teamId}`]);
    expect(words.rows).toEqual([]);
  });
});
