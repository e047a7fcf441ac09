import type { DraftStore } from "../app/ports/store.ts";
import { atomically, type StoreContext } from "./context.ts";
import { toJson } from "./json.ts";

export function createDraftStore({ db, teamId }: StoreContext): DraftStore {
  return {
    save: ({ id, by, at, form }) =>
      atomically(db, async (tx) => {
        await tx
          .insertInto("drafts")
          .values({ id, team_id: teamId, by_user: by, at })
          .onConflict((conflict) => conflict.column("id").doUpdateSet({ at }))
          .execute();
        const body = toJson({ form });
        await tx
          .insertInto("personal_texts")
          .values({ owner_id: id, owner_kind: "draft", team_id: teamId, body, created_at: at })
          .onConflict((conflict) => conflict.column("owner_id").doUpdateSet({ body, created_at: at }))
          .execute();
      }),

    async load(id) {
      const row = await db
        .selectFrom("drafts")
        .innerJoin("personal_texts", "personal_texts.owner_id", "drafts.id")
        .select(["drafts.id", "drafts.by_user", "drafts.at", "personal_texts.body"])
        .where("drafts.team_id", "=", teamId)
        .where("drafts.id", "=", id)
        .executeTakeFirst();
      if (!row) return undefined;
      const { form } = row.body as { form: unknown };
      return { id: row.id, by: row.by_user, at: row.at.toISOString(), form };
    },
  };
}
