import { sql } from "kysely";
import type { DeliveryStore } from "../app/ports/store.ts";
import type { StoreContext } from "./context.ts";

export function createDeliveryStore({ db, teamId, cipher }: StoreContext): DeliveryStore {
  const sealed = (key: string) => `delivery ${teamId} ${key}`;
  const row = (key: string) => db.updateTable("deliveries").where("team_id", "=", teamId).where("key", "=", key);
  const claim = (values: { key: string; received_at: string; work?: Buffer; key_id?: string; lease_until?: string }) =>
    db
      .insertInto("deliveries")
      .values({ team_id: teamId, ...values, tries: 1 })
      .onConflict((conflict) => conflict.columns(["team_id", "key"]).doNothing())
      .returning("key")
      .execute();

  return {
    async takeOn(key, at) {
      return (await claim({ key, received_at: at })).length > 0;
    },

    async giveUp(key) {
      await db.deleteFrom("deliveries").where("team_id", "=", teamId).where("key", "=", key).execute();
    },

    async keep(key, { work, at, until }) {
      const { bytes, keyId } = cipher.seal(work, sealed(key));
      const kept = await claim({ key, received_at: at, work: bytes, key_id: keyId, lease_until: until });
      return kept.length > 0;
    },

    async finish(key) {
      await row(key).set({ work: null, key_id: null, lease_until: null }).execute();
    },

    async takeUp({ now, until, limit }) {
      const rows = await db
        .with("left", (query) =>
          query
            .selectFrom("deliveries")
            .select("key")
            .where("team_id", "=", teamId)
            .where("work", "is not", null)
            .where("lease_until", "<=", sql<Date>`${now}::timestamptz`)
            .orderBy("received_at")
            .limit(limit)
            .forUpdate()
            .skipLocked(),
        )
        .updateTable("deliveries")
        .from("left")
        .where("deliveries.team_id", "=", teamId)
        .whereRef("deliveries.key", "=", "left.key")
        .set({ lease_until: until, tries: sql`deliveries.tries + 1` })
        .returning(["deliveries.key", "work", "key_id", "tries"])
        .execute();
      return rows.flatMap(({ key, work, key_id, tries }) =>
        work === null || key_id === null
          ? []
          : [{ key, work: cipher.open({ bytes: work, keyId: key_id }, sealed(key)), tries }],
      );
    },

    async recordAnswer(key, answer) {
      const { bytes, keyId } = cipher.seal(answer, sealed(key));
      await row(key).set({ answer: bytes, key_id: keyId }).execute();
    },

    async answerTo(key) {
      const found = await db
        .selectFrom("deliveries")
        .select(["answer", "key_id"])
        .where("team_id", "=", teamId)
        .where("key", "=", key)
        .executeTakeFirst();
      if (!found?.answer || found.key_id === null) return undefined;
      return cipher.open({ bytes: found.answer, keyId: found.key_id }, sealed(key));
    },
  };
}
