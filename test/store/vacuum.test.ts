import { expect, it } from "vitest";
import type { Database } from "../../src/store/database.ts";
import { vacuum } from "../../src/store/vacuum.ts";
import { describeOnEachDatabase } from "../support/databases.ts";

describeOnEachDatabase("vacuum", (open) => {
  it("tells the embedded planner of a table again once it has grown by a tenth, and leaves a server alone", async () => {
    const { database, teamId } = await open();
    const claim = (name: string, count: number) => claimMany(database, teamId, name, count);
    await claim("first", 2000);
    await vacuum(database);
    const first = await analyzed(database);
    await vacuum(database);
    const unchanged = await analyzed(database);
    await claim("second", 1000);
    await vacuum(database);

    expect([first, unchanged, await analyzed(database)]).toEqual(database.kind === "embedded" ? [1, 1, 2] : [0, 0, 0]);
  });
});

async function claimMany({ pool }: Database, teamId: string, name: string, count: number): Promise<void> {
  await pool.query(
    "insert into deliveries (team_id, key, received_at) select $1, $2 || n, now() from generate_series(1, $3::int) n",
    [teamId, name, count],
  );
}

async function analyzed({ pool }: Database): Promise<number> {
  const { rows } = await pool.query(
    "select analyze_count::int as count from pg_stat_user_tables where relname = 'deliveries'",
  );
  return Number(rows[0]?.count);
}
