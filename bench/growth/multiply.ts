import type { Gateway } from "../../src/store/gateway.ts";

type Options = {
  gateway: Gateway;
  teamId: string;
  template: { id: string; ref: number };
  size: number;
  /** A server counts its rows by itself within a minute; the embedded database never does. */
  analyses: boolean;
};

/** A ticket every twenty minutes, the newest now. */
const AT = "(now() - make_interval(mins => 20 * ($1::int - n)))";
/** Of the newest two hundred most are open, and of the old ones a few that were forgotten. */
const IS_OPEN = "(n > $1::int - 200 and n % 5 <> 0 or n % 500 = 0)";
/** Ids without an order, as random ones are, and the same in every table. */
const idOf = (what: string) => `md5(${what} || ':' || n)::uuid::text`;
const TICKET = idOf("$2::text");
const NUMBER = "('+1202' || lpad(n::text, 7, '0'))";
const KEY = `rtrim(encode(sha256(${NUMBER}::bytea), 'base64'), '=')`;

/** Copies of a row that differ in these columns; whatever else the table has is copied, but what Postgres computes. */
function copies(table: string, where: string, columns: Record<string, string>, more = "") {
  const changed = Object.entries(columns).map(([column, value]) => `'${column}', ${value}`);
  const insert = (all: readonly string[]) => `insert into ${table} (${all.join(", ")}) overriding user value
    select ${all.map((column) => `r.${column}`).join(", ")} from ${table} t cross join generate_series(1, $1::int) n ${more}
    cross join lateral jsonb_populate_record(t, jsonb_build_object(${changed.join(", ")})) r
    where (${where}) and n <> $3::int`;
  return { table, insert };
}

const COPIES = [
  copies("tickets", "t.id = $2", {
    id: TICKET,
    ref_number: "n",
    view_id: "'V' || md5('view' || n)",
    status: `case when ${IS_OPEN} then (array['open', 'in_progress', 'waiting_on_customer', 'waiting_on_provider',
      'waiting_on_meta'])[n % 5 + 1] else 'resolved' end`,
    outcome: `case when not ${IS_OPEN} then (array['recovered', 'not_a_lock', 'not_recoverable', 'handed_over'])[n % 4 + 1] end`,
    requester: "'U0ASKS' || n % 200",
    assignee: "case when n % 10 > 0 then 'U0WORKS' || n % 40 end",
    first_seen_at: `${AT} - interval '3 hours'`,
    created_at: AT,
    status_since: `${AT} + interval '2 hours'`,
    resolved_at: `case when not ${IS_OPEN} then ${AT} + interval '5 days' end`,
  }),
  copies("ticket_numbers", "t.ticket_id = $2", { ticket_id: TICKET, number_key: KEY, is_open: IS_OPEN }),
  copies("ticket_steps", "t.ticket_id = $2", {
    ticket_id: TICKET,
    state: `case when ${IS_OPEN} then t.state when t.position % 5 = n % 5 then 'skipped' else 'claimed' end`,
    changed_at: `${AT} + interval '1 hour'`,
  }),
  copies("ticket_events", "t.ticket_id = $2", { ticket_id: TICKET, at: AT }),
  copies("personal_texts", "t.owner_id = $2", {
    owner_id: TICKET,
    body: `jsonb_set(t.body, '{numbers}', jsonb_build_array(${NUMBER}))`,
    created_at: AT,
  }),
  copies(
    "diagnoses",
    "t.team_id = $4",
    { id: idOf("t.id || k"), number_key: KEY, at: `${AT} + make_interval(mins => k)` },
    "cross join generate_series(1, 2) k",
  ),
  copies(
    "personal_texts",
    "t.owner_kind = 'diagnosis' and t.team_id = $4",
    { owner_id: idOf("t.owner_id || k"), created_at: AT },
    "cross join generate_series(1, 2) k",
  ),
  copies("notices", "t.ticket_id = $2", {
    id: idOf("t.id"),
    ticket_id: TICKET,
    parent_id: idOf("t.parent_id"),
    ts: "(1700000000 + n)::text || '.' || lpad(t.position::text, 6, '0')",
    state: "'sent'",
    sent_revision: "t.wanted_revision",
    wanted_at: AT,
  }),
  copies("deliveries", "t.team_id = $4", {
    key: "'signature v0=' || md5('a' || n) || md5('b' || n)",
    received_at: "now() - make_interval(mins => (2880::bigint * n / $1::int)::int)",
  }),
  copies("pgboss.job", `${IS_OPEN} and t.data->>'ticketId' = $2`, {
    id: "gen_random_uuid()",
    data: `jsonb_set(t.data, '{ticketId}', to_jsonb(${TICKET}))`,
    singleton_key: `replace(t.singleton_key, $2, ${TICKET})`,
    start_after: "now() + make_interval(hours => 1 + n % 100)",
  }),
];

/** The columns of a table that hold what they are given. */
const COLUMNS = `select attname as name from pg_attribute
  where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`;

/** Makes as many tickets of one, with everything that belongs to them, in set-based statements. */
export async function multiply({ gateway, teamId, template, size, analyses }: Options): Promise<void> {
  const connection = await gateway.connect();
  try {
    // Copies refer to copies: looking each of millions of references up says nothing new.
    await connection.query("set session_replication_role = replica; set statement_timeout = 0");
    for (const { table, insert } of COPIES) {
      const { rows } = await connection.query(COLUMNS, [table]);
      await run(insert(rows.map(({ name }) => name)));
    }
    await run("update teams set next_ref = $1::int + 1 where id = $4");
    if (analyses) await connection.query("analyze");
    await connection.query("reset session_replication_role; reset statement_timeout");
  } finally {
    connection.release();
  }

  /** A statement is given the values it names. */
  async function run(statement: string): Promise<void> {
    const values = [size, template.id, template.ref, teamId];
    const used = values.map((_, at) => at + 1).filter((at) => statement.includes(`$${at}`));
    const numbered = used.reduce((text, at, index) => text.replaceAll(`$${at}`, `$@${index + 1}`), statement);
    await connection.query(
      numbered.replaceAll("$@", "$"),
      used.map((at) => values[at - 1]),
    );
  }
}
