import { expect, it } from "vitest";
import { describeOnEachDatabase } from "../support/databases.ts";

describeOnEachDatabase("the planner", (open) => {
  it("compiles no statement: that takes longer than any of ours", async () => {
    const { database } = await open();
    const { rows } = await database.pool.query("select pg_jit_available() as compiles");
    expect(rows).toEqual([{ compiles: false }]);
  });
});
