import { type Backlog, MOST_LISTED, type Retried } from "../app/ports/backlog.ts";

/** The backlog as a person reads it in a terminal. */
export function printBacklog({ dead, waiting, refused }: Backlog): string {
  const parts = [
    section(
      "Jobs that failed for good",
      dead.map(({ id, name, failedAt, because, tries }) => [
        `${id}  ${name}, ${minute(failedAt)}, ${times(tries)}`,
        because,
      ]),
    ),
    section(
      "Messages that Slack refused",
      refused.map(({ id, kind, ticket, because, since, channel }) => [
        `${id}  ${kind}${ticket === null ? "" : ` of ${ticket}`}, ${minute(since)}`,
        `${because} (channel ${channel})`,
      ]),
    ),
    section(
      "Jobs that wait",
      waiting.map(({ id, name, dueAt, tries, because }) => [
        `${id}  ${name}, due ${minute(dueAt)}${tries === 0 ? "" : `, ${times(tries)}`}`,
        ...(because === null ? [] : [because]),
      ]),
    ),
  ];
  const retry = "Mend the reason, then: npm run --silent cli -- jobs retry <id> (or --all)";
  return `${[...parts, ...(dead.length + refused.length > 0 ? [retry] : [])].join("\n\n")}\n`;
}

/** What came of trying again. */
export function printRetried({ jobs, messages, failed }: Retried): string {
  const done = [
    jobs.length > 0 && `${count(jobs, "job")} will be tried again.`,
    messages.length > 0 && `${count(messages, "message")} will be posted again.`,
  ].filter((line) => line !== false);
  const lines = [...done, ...failed.map(({ id, because }) => `Not tried again: ${id}, because ${because}.`)];
  return `${lines.length === 0 ? "Nothing failed for good." : lines.join("\n")}\n`;
}

function section(title: string, entries: readonly (readonly string[])[]): string {
  if (entries.length === 0) return `${title}: none`;
  const isCut = entries.length >= MOST_LISTED;
  const lines = entries.flatMap(([first = "", ...others]) => [`  ${first}`, ...others.map((line) => `      ${line}`)]);
  return [`${title}: ${isCut ? `the first ${entries.length}` : entries.length}`, ...lines].join("\n");
}

function minute(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

function times(tries: number): string {
  if (tries === 0) return "never tried";
  return tries === 1 ? "tried once" : `tried ${tries} times`;
}

function count(list: readonly string[], what: string): string {
  return `${list.length} ${what}${list.length === 1 ? "" : "s"}`;
}
