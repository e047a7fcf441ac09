import type { Durations, Readings } from "../app/ports/metrics.ts";
import { STATUSES } from "../domain/ticket/ticket.ts";
import { HOUR, SECOND } from "../domain/time.ts";
import type { Gateway } from "./gateway.ts";

type Query = Gateway["query"];

/** What the store's own tables have to say; each statement reads an index. */
export async function readCounts({ query }: Pick<Gateway, "query">): Promise<Omit<Readings, "jobs">> {
  return {
    ...(await readNotices(query)),
    noticesRefused: await readRefused(query),
    unfinished: await readUnfinished(query),
    ticketsOpen: await readTickets(query),
    sendAgain: await readSendAgain(query),
  };
}

const WAITING = { pending: 0, sending: 0, sent: 0, unknown: 0 };

/** `sent` are the ones that Slack shows in an older state. */
async function readNotices(query: Query) {
  const { rows } = await query(
    `select state, count(*)::integer as count, extract(epoch from now() - min(wanted_at))::float8 as oldest
     from notices where is_behind group by state`,
  );
  return {
    notices: { ...WAITING, ...countsOf(rows, "state") },
    oldestWaitSeconds: Math.max(0, ...rows.map(({ oldest }) => Number(oldest))),
  };
}

async function readRefused(query: Query): Promise<number> {
  const { rows } = await query(
    `select count(*)::integer as count from notices n left join tickets t on t.id = n.ticket_id
     where n.state = 'refused' and coalesce(t.status, '') <> 'resolved'`,
  );
  return Number(rows[0]?.count);
}

async function readUnfinished(query: Query): Promise<number> {
  const { rows } = await query("select count(*)::integer as count from deliveries where work is not null");
  return Number(rows[0]?.count);
}

async function readTickets(query: Query) {
  const { rows } = await query(
    "select status, count(*)::integer as count from tickets where status <> 'resolved' group by status",
  );
  const none = Object.fromEntries(STATUSES.filter((status) => status !== "resolved").map((status) => [status, 0]));
  return { ...none, ...countsOf(rows, "status") };
}

const BOUNDS = [1, 4, 12, 24, 48, 72, 7 * 24, 14 * 24, 30 * 24].map((hours) => (hours * HOUR) / SECOND);
const SINCE = { first_seen: "first_seen_at", filed: "created_at" } as const;

/** From the audit trail, which only grows: a reopened ticket must not make a counter fall. */
async function readSendAgain(query: Query): Promise<Readings["sendAgain"]> {
  return {
    first_seen: await readDurations(query, SINCE.first_seen),
    filed: await readDurations(query, SINCE.filed),
  };
}

async function readDurations(query: Query, column: string): Promise<Durations> {
  const upTo = BOUNDS.map((seconds, at) => `count(*) filter (where took <= ${seconds})::integer as b${at}`);
  const { rows } = await query(
    `select ${upTo.join(", ")}, count(*)::integer as count, coalesce(sum(took), 0)::float8 as sum
     from (select greatest(0, extract(epoch from e.at - t.${column})) as took
           from ticket_events e join tickets t on t.id = e.ticket_id
           where e.type = 'resolved' and e.event ->> 'outcome' = 'recovered') as recovered`,
  );
  const [row = {}] = rows;
  return {
    upTo: BOUNDS.map((seconds, at) => ({ seconds, count: Number(row[`b${at}`]) })),
    count: Number(row.count),
    sumSeconds: Number(row.sum),
  };
}

function countsOf(rows: readonly Record<string, unknown>[], by: string): Record<string, number> {
  return Object.fromEntries(rows.map((row) => [String(row[by]), Number(row.count)]));
}
