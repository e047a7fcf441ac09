import { sql } from "kysely";
import type { DeliveryStore } from "../app/ports/store.ts";
import type { StoreContext } from "./context.ts";
import { gather } from "./gather.ts";

export function createDeliveryStore({ db, teamId, cipher }: StoreContext): DeliveryStore {
  const sealed = (key: string) => `delivery ${teamId} ${key}`;
  const row = (key: string) => db.updateTable("deliveries").where("team_id", "=", teamId).where("key", "=", key);

  /** Sorted, so that two processes with the same keys in hand never wait for each other. */
  async function takeOnAll(claims: readonly { key: string; at: string }[]): Promise<readonly boolean[]> {
    const sorted = claims.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const { rows } = await sql<{ key: string }>`insert into deliveries (team_id, key, received_at, tries)
      select ${teamId}, given.key, given.at, 1
      from unnest(${sorted.map(({ key }) => key)}::text[], ${sorted.map(({ at }) => at)}::timestamptz[])
        as given(key, at)
      on conflict (team_id, key) do nothing returning key`.execute(db);
    const taken = new Set(rows.map(({ key }) => key));
    // Of two with the same key in one statement the first has it.
    return claims.map(({ key }) => taken.delete(key));
  }

  async function recordAll(answers: readonly { key: string; answer: string }[]): Promise<readonly undefined[]> {
    const rows = answers.map(({ key, answer }) => ({ key, ...cipher.seal(answer, sealed(key)) }));
    await sql`update deliveries set answer = given.answer, key_id = given.key_id
      from unnest(${rows.map(({ key }) => key)}::text[], ${rows.map(({ bytes }) => bytes)}::bytea[],
        ${rows.map(({ keyId }) => keyId)}::text[]) as given(key, answer, key_id)
      where deliveries.team_id = ${teamId} and deliveries.key = given.key`.execute(db);
    return answers.map(() => undefined);
  }

  /** Outside a transaction, requests of one moment are claimed together: each ack waits for a commit. */
  const together: typeof gather = db.isTransaction ? oneByOne : gather;
  const takeOn = together(takeOnAll);
  // The ack is out, and a repeat that comes sooner than this waits for the answer anyway.
  const recordAnswer = together(recordAll, { lingerMs: 10 });

  return {
    takeOn: (key, at) => takeOn({ key, at }),

    async giveUp(key) {
      await db.deleteFrom("deliveries").where("team_id", "=", teamId).where("key", "=", key).execute();
    },

    async keep(key, { work, at, until }) {
      const { bytes, keyId } = cipher.seal(work, sealed(key));
      const kept = await db
        .insertInto("deliveries")
        .values({ team_id: teamId, key, received_at: at, work: bytes, key_id: keyId, lease_until: until, tries: 1 })
        .onConflict((conflict) => conflict.columns(["team_id", "key"]).doNothing())
        .returning("key")
        .execute();
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

    recordAnswer: (key, answer) => recordAnswer({ key, answer }),

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

function oneByOne<Item, Result>(carryOut: (items: readonly Item[]) => Promise<readonly Result[]>) {
  return async (item: Item): Promise<Result> => {
    const [result] = await carryOut([item]);
    return result as Result;
  };
}
