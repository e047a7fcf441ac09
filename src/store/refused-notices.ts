import type { RefusedMessage, Which } from "../app/ports/backlog.ts";
import type { Gateway } from "./gateway.ts";

type Row = Omit<RefusedMessage, "ticket" | "since"> & { ref: number | null; since: Date };

/** Messages that Slack refused for good, the newest first. */
export async function listRefused(
  { query }: Pick<Gateway, "query">,
  limit: number,
): Promise<readonly RefusedMessage[]> {
  const { rows } = await query(
    `select n.id, n.kind, t.ref_number as ref, n.channel, coalesce(n.refused_because, 'unknown') as because,
       n.wanted_at as since
     from notices n left join tickets t on t.id = n.ticket_id
     where n.state = 'refused' order by n.wanted_at desc, n.id limit $1`,
    [limit],
  );
  return (rows as Row[]).map(({ ref, since, ...row }) => ({
    ...row,
    ticket: ref === null ? null : `WL-${ref}`,
    since: since.toISOString(),
  }));
}

/**
 * Wants them in Slack again and answers which. One that was never seen there is looked up before it is posted: an
 * attempt before the refusal may have arrived.
 */
export async function retryRefused({ query }: Pick<Gateway, "query">, which: Which): Promise<readonly string[]> {
  const { rows } = await query(
    `update notices set state = case when ts is null then 'unknown' else 'sent' end, not_before = null, wanted_at = now()
     where state = 'refused' and ($1::text[] is null or id = any ($1)) returning id`,
    [which === "all" ? null : which],
  );
  return rows.map(({ id }) => String(id));
}
