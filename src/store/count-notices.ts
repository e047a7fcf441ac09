import type { NoticeCounts, Tally } from "../app/own-checks.ts";
import { type Instant, MINUTE, plus } from "../domain/time.ts";
import type { Gateway } from "./gateway.ts";

const LONG_MS = 5 * MINUTE;

/**
 * A notice has no time of its own: it is wanted by a change of its ticket, so it waits since the last event there. A
 * line in the thread may come from a timer and has no event; it waits long once it was tried in vain.
 */
const BEHIND = `
  select n.state, coalesce(n.refused_because, 'not tried') as because, coalesce(t.status = 'resolved', false) as is_closed,
    (n.kind <> 'notice' or n.refused_because is not null) and not exists (
      select 1 from ticket_events e where e.ticket_id = n.ticket_id and e.at >= $1::timestamptz
    ) as is_long,
    count(*)::integer as count
  from notices n left join tickets t on t.id = n.ticket_id
  where n.state = 'refused' or n.wanted_revision > n.sent_revision
  group by 1, 2, 3, 4`;

type Row = { state: string; because: string; is_closed: boolean; is_long: boolean; count: number };

/** What Slack does not show yet, or refuses to show. */
export async function countNotices({ query }: Pick<Gateway, "query">, now: Instant): Promise<NoticeCounts> {
  const rows: Row[] = (await query(BEHIND, [plus(now, -LONG_MS)])).rows;
  const waiting = rows.filter(({ state }) => state !== "refused");
  const refused = rows.filter(({ state }) => state === "refused");
  return {
    waiting: sum(waiting),
    waitingLong: tally(waiting.filter((row) => row.is_long)),
    refused: tally(refused.filter((row) => !row.is_closed)),
    refusedOfResolved: sum(refused.filter((row) => row.is_closed)),
  };
}

function sum(rows: readonly Row[]): number {
  return rows.reduce((total, { count }) => total + count, 0);
}

function tally(rows: readonly Row[]): Tally {
  const reasons = [...new Set(rows.map(({ because }) => because))];
  return Object.fromEntries(reasons.map((reason) => [reason, sum(rows.filter(({ because }) => because === reason))]));
}
