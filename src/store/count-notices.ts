import type { NoticeCounts, Tally } from "../app/own-checks.ts";
import type { Gateway } from "./gateway.ts";

const BEHIND = `
  select n.state, coalesce(n.refused_because, 'not tried') as because, coalesce(t.status = 'resolved', false) as is_closed,
    n.wanted_at < now() - interval '5 minutes' as is_long, count(*)::integer as count
  from notices n left join tickets t on t.id = n.ticket_id
  where n.state = 'refused' or n.is_behind
  group by 1, 2, 3, 4`;

type Row = { state: string; because: string; is_closed: boolean; is_long: boolean; count: number };

/** What Slack does not show yet, or refuses to show. */
export async function countNotices({ query }: Pick<Gateway, "query">): Promise<NoticeCounts> {
  const rows: Row[] = (await query(BEHIND)).rows;
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
