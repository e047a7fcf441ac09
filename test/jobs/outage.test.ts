import { randomUUID } from "node:crypto";
import { expect, it, onTestFinished, vi } from "vitest";
import { createJobs } from "../../src/jobs/queue.ts";
import { describeOnEachDatabase } from "../support/databases.ts";
import { WITHIN } from "../support/within.ts";

// A rejection nobody handles fails the run by itself, as it would end the process.
describeOnEachDatabase("a database that goes away for a moment", (open) => {
  it("while a job ends and others are fetched: jobs go on when it is back", async () => {
    const { database } = await open();
    let isAway = false;
    const said: string[] = [];
    const note = (_: object, message: string) => void said.push(message);
    const jobs = createJobs({
      pool: {
        connect: () => database.pool.connect(),
        query: (text, values) =>
          isAway ? Promise.reject(new Error("connection terminated")) : database.pool.query(text, values),
      },
      log: { warn: note, error: note },
      pollMs: 5,
    });
    onTestFinished(() => jobs.stop());
    const ticketId = randomUUID();
    const seen: number[] = [];
    jobs.work("step_due", async (payload) => {
      if (payload.ticketId !== ticketId) return;
      seen.push(payload.nth);
      isAway = payload.nth === 1;
    });
    await jobs.start();
    await jobs.queue.enqueue("step_due", { ticketId, step: "stop_sends", nth: 1 });
    await vi.waitFor(() => expect(said).toContain("the end of a job could not be recorded"), WITHIN);
    await vi.waitFor(() => expect(said).toContain("jobs could not be fetched"), WITHIN);
    isAway = false;
    await jobs.queue.enqueue("step_due", { ticketId, step: "stop_sends", nth: 2 });
    await vi.waitFor(() => expect(seen).toEqual([1, 2]), WITHIN);
  });
});
