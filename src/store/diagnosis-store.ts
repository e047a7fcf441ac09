import type { DiagnosisStore, StoredDiagnosis } from "../app/ports/store.ts";
import { atomically, type StoreContext } from "./context.ts";
import { toJson } from "./json.ts";

type Words = Pick<StoredDiagnosis, "number" | "evidence" | "redactedText">;
const ERASED: Words = { number: null, evidence: [], redactedText: "" };

export function createDiagnosisStore({ db, teamId, numberKey }: StoreContext): DiagnosisStore {
  const query = () =>
    db
      .selectFrom("diagnoses")
      .leftJoin("personal_texts", "personal_texts.owner_id", "diagnoses.id")
      .selectAll("diagnoses")
      .select("personal_texts.body")
      .where("diagnoses.team_id", "=", teamId);

  async function first(found: ReturnType<typeof query>): Promise<StoredDiagnosis | undefined> {
    const row = await found.executeTakeFirst();
    if (!row) return undefined;
    const { id, diagnosis, ids, by_user: by, at } = row;
    return { ...ERASED, ...(row.body as Words | null), id, diagnosis, ids, by, at: at.toISOString() };
  }

  return {
    save: ({ id, number, evidence, diagnosis, redactedText, ids, by, at }) =>
      atomically(db, async (tx) => {
        const number_key = number === null ? null : numberKey(number);
        const [row] = await tx
          .insertInto("diagnoses")
          .values({ id, team_id: teamId, number_key, diagnosis: toJson(diagnosis), ids: toJson(ids), by_user: by, at })
          .onConflict((conflict) => conflict.column("id").doNothing())
          .returning("id")
          .execute();
        if (!row) return;
        const body = toJson({ number, evidence, redactedText } satisfies Words);
        await tx
          .insertInto("personal_texts")
          .values({ owner_id: id, owner_kind: "diagnosis", team_id: teamId, body, created_at: at })
          .execute();
      }),
    load: (id) => first(query().where("diagnoses.id", "=", id)),
    latestFor: (number) =>
      first(query().where("diagnoses.number_key", "=", numberKey(number)).orderBy("diagnoses.at", "desc").limit(1)),
  };
}
