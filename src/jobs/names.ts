import { z } from "zod";
import type { JobName, JobPayloads } from "../app/ports/store.ts";

/** What each job carries: ids, not copies. Checked when it is enqueued and again when it is worked on. */
export const JOBS = {
  step_due: z.strictObject({ ticketId: z.string(), step: z.string(), nth: z.int() }),
  verify_step: z.strictObject({ ticketId: z.string(), step: z.string(), version: z.int() }),
  purge: z.strictObject({}),
} satisfies { [N in JobName]: z.ZodType<JobPayloads[N]> };

export const JOB_NAMES = Object.keys(JOBS) as readonly JobName[];

export function parsePayload<N extends JobName>(name: N, payload: unknown): JobPayloads[N] {
  return JOBS[name].parse(payload) as JobPayloads[N];
}
