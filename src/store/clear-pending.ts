import { type Kysely, sql } from "kysely";
import type { Schema } from "./schema.ts";

/**
 * A card that said something is still to come is drawn once more when nothing is. Looked for again and again instead of
 * when the last of it is recorded: of two that are recorded at once neither sees the other, and a process may end between.
 */
export async function clearPending(db: Kysely<Schema>, teamId: string): Promise<void> {
  await db
    .updateTable("notices")
    .set({ sent_revision: sql`wanted_revision - 1`, wanted_at: sql`now()` })
    .where("team_id", "=", teamId)
    .where("kind", "=", "card")
    .where("state", "<>", "refused")
    .where("pending_shown", ">", 0)
    .where("ts", "is not", null)
    .whereRef("sent_revision", ">=", "wanted_revision")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("notices as other")
            .select("other.id")
            .whereRef("other.ticket_id", "=", "notices.ticket_id")
            .where("other.kind", "<>", "card")
            .where((is) => is.ref("other.is_behind")),
        ),
      ),
    )
    .execute();
}
