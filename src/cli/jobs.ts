import type { Backlog, Retried, Which } from "../app/ports/backlog.ts";
import { JOBS_USAGE, readJobsArguments } from "./jobs-arguments.ts";
import { printBacklog, printRetried } from "./print-backlog.ts";

type Answered<T> = { ok: true; answer: T } | { ok: false; says: string };

export type JobsIo = {
  read: () => Promise<Answered<Backlog>>;
  retry: (which: Which) => Promise<Answered<Retried>>;
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
};

/** `jobs`: what failed for good and what waits, and trying it again. Returns the exit code. */
export async function runJobs(args: readonly string[], io: JobsIo): Promise<0 | 1 | 2> {
  const wanted = readJobsArguments(args);
  if (!wanted.ok) return fail(io, 2, wanted.says);
  if (wanted.does === "help") {
    io.stdout.write(JOBS_USAGE);
    return 0;
  }
  if (wanted.does === "list") {
    const listed = await io.read();
    if (!listed.ok) return fail(io, 1, listed.says);
    io.stdout.write(wanted.json ? asJson(listed.answer) : printBacklog(listed.answer));
    return 0;
  }
  const retried = await io.retry(wanted.which);
  if (!retried.ok) return fail(io, 1, retried.says);
  io.stdout.write(wanted.json ? asJson(retried.answer) : printRetried(retried.answer));
  return retried.answer.failed.length === 0 ? 0 : 1;
}

function asJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function fail<C extends 1 | 2>(io: JobsIo, code: C, says: string): C {
  io.stderr.write(`${says}\n`);
  return code;
}
