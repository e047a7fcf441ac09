import { expect, it } from "vitest";
import { countFailed } from "../../src/jobs/count-failed.ts";
import { describeOnEachDatabase } from "../support/databases.ts";

describeOnEachDatabase("the count of failed jobs", (open) => {
  it("has jobs that nobody will try again, also the ones that were moved to the archive", async () => {
    const { database, jobs } = await open();
    await jobs.start();
    await jobs.stop();
    const { query } = database.pool;
    expect(await countFailed(query)).toEqual({});

    await query("insert into pgboss.job (name, state) values ('purge', 'failed'), ('purge', 'completed')");
    await query("insert into pgboss.job (name, state) values ('step_due', 'failed'), ('step_due', 'retry')");
    expect(await countFailed(query)).toEqual({ purge: 1, step_due: 1 });
    // What pg-boss does with a job that ended 12 hours ago.
    await query(
      "insert into pgboss.archive select *, now() from pgboss.job where name = 'step_due' and state = 'failed'",
    );
    await query("delete from pgboss.job where name = 'step_due' and state = 'failed'");
    expect(await countFailed(query)).toEqual({ purge: 1, step_due: 1 });
    await query("delete from pgboss.job");
    await query("delete from pgboss.archive");
  });

  it("is nothing before the first start has made the queue's tables", async () => {
    const { database } = await open();
    const without = (text: string) => database.pool.query(text.replaceAll("pgboss", "not_there_yet"));
    expect(await countFailed(without)).toEqual({});
  });
});
