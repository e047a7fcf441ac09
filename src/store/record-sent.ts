import { type Kysely, sql } from "kysely";
import type { Sent } from "../app/ports/store.ts";
import type { Schema } from "./schema.ts";

/** By the clock that all replicas share. */
const LAG_MS = sql<number | null>`case when wanted_revision <= sent_revision
  then (extract(epoch from clock_timestamp() - wanted_at) * 1000)::float8 end`;

type Where = { teamId: string; id: string; holder: string };

/** Records a message that stands in Slack now, also by a holder whose lease ran out meanwhile. */
export async function recordSent(db: Kysely<Schema>, { teamId, id, holder }: Where, sent: Sent) {
  const isHeld = sql<boolean>`lease_by is not distinct from ${holder}::text`;
  const isOurs = sql<boolean>`(ts is null or ts = ${sent.ts}::text)`;
  const mine = <T>(then: T, otherwise: string) =>
    sql<never>`case when ${isHeld} then ${then} else ${sql.ref(otherwise)} end`;
  const [row] = await db
    .updateTable("notices")
    .where("team_id", "=", teamId)
    .where("id", "=", id)
    .set({
      ts: sql`coalesce(ts, ${sent.ts}::text)`,
      channel: sql`case when ts is null then ${sent.channel}::text else channel end`,
      // Without the lease ours may have come after a newer one: what is sent is then at most what we showed.
      sent_revision: sql`case when ${isHeld} then greatest(sent_revision, ${sent.revision}::integer)
        when ${isOurs} then least(sent_revision, ${sent.revision}::integer) else sent_revision end`,
      pending_shown: mine(sent.pendingShown, "pending_shown"),
      state: mine("sent", "state"),
      refused_because: mine(null, "refused_because"),
      not_before: mine(sql`${sent.notBefore}::timestamptz`, "not_before"),
      lease_by: mine(null, "lease_by"),
      lease_until: mine(null, "lease_until"),
    })
    .returning(["ts", LAG_MS.as("lag_ms")])
    .execute();
  if (!row?.ts) return undefined;
  return row.lag_ms === null ? { ts: row.ts } : { ts: row.ts, lagMs: row.lag_ms };
}
