import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { describeOnEachDatabase } from "../support/databases.ts";
import { openStore } from "../support/open-store.ts";

const ROUNDS = 2;
const TICKETS_A_ROUND = 12;

describeOnEachDatabase("a bot that is killed with -9", (open) => {
  it("has every ticket it acknowledged, whole, with its notice and its job", async () => {
    const { database, options, teamId } = await open();
    // The embedded database has one owner at a time.
    if (database.kind === "embedded") await database.close();
    const acknowledged: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      acknowledged.push(...(await fileUntilKilled(teamId, round, options.databaseUrl ?? options.dataDir ?? "")));
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS * TICKETS_A_ROUND);

    const after = database.kind === "embedded" ? await openDatabase(options) : database;
    try {
      const { store } = await openStore(after, options, { teamId });
      for (const line of acknowledged) {
        const [ref = "", id = ""] = line.split(" ");
        const record = await store.tickets.load({ ref });
        expect(record?.ticket.id).toBe(id);
        expect(record?.ticket.steps).toHaveLength(3);
        expect(record?.text.errors).toHaveLength(1);
        expect(await store.notices.forTicket(id)).toHaveLength(1);
        expect(await store.tickets.revealApiKey(id, "U1", "2026-03-02T10:00:00.000Z")).toBe("4f9c1a2b");
      }
      const jobs = await after.pool.query("select data->>'ticketId' as id from pgboss.job where name = 'step_due'");
      const withJob = new Set(jobs.rows.map((row) => row.id));
      expect(acknowledged.filter((line) => !withJob.has(line.split(" ")[1]))).toEqual([]);
    } finally {
      if (after !== database) await after.close();
    }
  }, 120_000);
});

async function fileUntilKilled(teamId: string, round: number, connection: string): Promise<readonly string[]> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "test/store/file-tickets.ts", teamId, `${round}`, connection],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let printed = "";
  child.stdout.setEncoding("utf8");
  const gone = once(child, "exit");
  for await (const chunk of child.stdout) {
    printed += chunk;
    if (printed.split("\n").length > TICKETS_A_ROUND) child.kill("SIGKILL");
  }
  await gone;
  expect(child.signalCode).toBe("SIGKILL");
  return printed.split("\n").slice(0, -1);
}
