import type { Expression, ExpressionBuilder, Kysely, SqlBool } from "kysely";
import { sql } from "kysely";
import type { Calls, Notice, NoticeStore } from "../app/ports/store.ts";
import { allow } from "../domain/pace.ts";
import { plus, SECOND } from "../domain/time.ts";
import { clearPending } from "./clear-pending.ts";
import { atomically } from "./context.ts";
import { toNotice } from "./notice-row.ts";
import type { Schema } from "./schema.ts";

const LONGEST_LEASE_MS = 10 * SECOND;

type Options = Parameters<NoticeStore["lease"]>[0];
type Group = { channel: string; calls: Calls; waiting: number };
type Due = ExpressionBuilder<{ n: Schema["notices"]; parent: Schema["notices"] }, "n" | "parent">;

/** Several publishers may ask at once: each gets rows that nobody else has, and none waits for another. */
export async function leaseNotices(db: Kysely<Schema>, teamId: string, options: Options): Promise<readonly Notice[]> {
  await clearPending(db, teamId);
  const leased: Notice[] = [];
  for (const group of await dueGroups(db, teamId, options)) {
    const room = options.limit - leased.length;
    if (room > 0) leased.push(...(await leaseInTurn(db, teamId, group, { ...options, limit: room })));
  }
  return leased;
}

/** One transaction for each channel, so that no process holds one while it waits for another. */
function leaseInTurn(db: Kysely<Schema>, teamId: string, group: Group, options: Options) {
  return atomically(db, async (tx) => {
    const limit = await takeTurns(tx, teamId, group, options);
    return limit === 0 ? [] : leaseGroup(tx, teamId, group, { ...options, limit });
  });
}

async function dueGroups(db: Kysely<Schema>, teamId: string, { now }: Options): Promise<readonly Group[]> {
  const rows = await db
    .selectFrom("notices as n")
    .leftJoin("notices as parent", "parent.id", "n.parent_id")
    .select(["n.channel", sql<boolean>`n.ts is null`.as("is_new")])
    .select(({ fn }) => fn.countAll<number>().as("waiting"))
    .where("n.team_id", "=", teamId)
    .where((is) => isDue(is, now))
    .groupBy(["n.channel", "is_new"])
    .orderBy((is) => is.fn.min("n.wanted_at"))
    .execute();
  return rows.map((row) => ({
    channel: row.channel,
    calls: row.is_new ? "post" : "update",
    waiting: Number(row.waiting),
  }));
}

/** How many of the group may go now; none while Slack holds the channel. */
async function takeTurns(db: Kysely<Schema>, teamId: string, { channel, calls, waiting }: Group, options: Options) {
  const key = { team_id: teamId, channel, calls };
  await db
    .insertInto("paces")
    .values(key)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const found = await db
    .selectFrom("paces")
    .select(["full_at", "held_until"])
    .where("team_id", "=", teamId)
    .where("channel", "=", channel)
    .where("calls", "=", calls)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if ((found.held_until?.toISOString() ?? "") > options.now) return 0;
  const wanted = Math.min(waiting, options.limit);
  const { granted, fullAt } = allow(options.paces[calls], wanted, found.full_at?.toISOString() ?? null, options.now);
  if (granted > 0) {
    await db
      .updateTable("paces")
      .set({ full_at: fullAt, held_until: null })
      .where("team_id", "=", teamId)
      .where("channel", "=", channel)
      .where("calls", "=", calls)
      .execute();
  }
  return granted;
}

async function leaseGroup(db: Kysely<Schema>, teamId: string, { channel, calls }: Group, options: Options) {
  const { holder, now, leaseMs, limit } = options;
  const rows = await db
    .with("due", (query) =>
      query
        .selectFrom("notices as n")
        .leftJoin("notices as parent", "parent.id", "n.parent_id")
        .select(["n.id", "n.state as state_before"])
        .where("n.team_id", "=", teamId)
        .where("n.channel", "=", channel)
        .where("n.ts", calls === "post" ? "is" : "is not", null)
        .where((is) => isDue(is, now))
        .orderBy("n.wanted_at")
        .orderBy("n.position")
        .limit(limit)
        .forUpdate("n")
        .skipLocked(),
    )
    .updateTable("notices")
    .from("due")
    .whereRef("notices.id", "=", "due.id")
    .set({ lease_by: holder, lease_until: plus(now, Math.min(leaseMs, LONGEST_LEASE_MS)), state: "sending" })
    .returningAll("notices")
    .returning("due.state_before")
    .execute();
  return rows
    .sort((a, b) => a.wanted_at.getTime() - b.wanted_at.getTime() || a.position - b.position)
    .map((row) => ({ ...toNotice(row), state: stateForHolder(row.state_before) }));
}

/** Behind what is wanted, in nobody's hands, allowed to be tried, and below a message that is there. */
function isDue(is: Due, now: string): Expression<SqlBool> {
  const passed = (column: "n.lease_until" | "n.not_before") =>
    is.or([is(column, "is", null), is(column, "<=", sql<Date>`${now}::timestamptz`)]);
  return is.and([
    is.ref("n.is_behind"),
    passed("n.lease_until"),
    passed("n.not_before"),
    is.or([is("n.parent_id", "is", null), is("parent.ts", "is not", null)]),
  ]);
}

/** A lease that ran out in the middle of sending left it open whether the message arrived: look before posting. */
function stateForHolder(before: Notice["state"]): Notice["state"] {
  return before === "sending" ? "unknown" : before;
}
