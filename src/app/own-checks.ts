import type { Instant } from "../domain/time.ts";
import type { Check } from "./ports/check.ts";

/** How the schema compares with this program. */
export type SchemaState = { pending: number; isNewer: boolean };

/** How many of each: by Slack's word for a notice, by name for a job. */
export type Tally = Readonly<Record<string, number>>;

export type NoticeCounts = {
  /** Wanted and not shown yet; normal for a second or two. */
  waiting: number;
  /** Of these, by why the last try failed, the ones that nothing has moved for minutes. */
  waitingLong: Tally;
  /** Of tickets that are not resolved. */
  refused: Tally;
  refusedOfResolved: number;
};

export function databaseCheck(where: string, pingMs: number, { pending, isNewer }: SchemaState): Check {
  const name = "Database";
  const answers = `It answers in ${Math.max(1, Math.round(pingMs))} ms (${where}).`;
  if (isNewer) {
    const says = `${answers} A newer version of this program has migrated it.`;
    return { name, ok: false, says, fix: "Start that version, or restore an older backup." };
  }
  if (pending === 0) return { name, ok: true, says: `${answers} Its schema is the newest.` };
  const are = pending === 1 ? "1 migration is pending; it runs" : `${pending} migrations are pending; they run`;
  return { name, ok: true, says: `${answers} ${are} when the bot starts.` };
}

export function folderCheck(dataDir: string, bytes: number): Check {
  const megabytes = Math.max(1, Math.round(bytes / 1_000_000));
  return { name: "Data folder", ok: true, says: `${dataDir} takes ${megabytes} MB.` };
}

/** A stopped bot posts nothing, so then a message that waits is no fault. */
export function noticesCheck(counts: NoticeCounts, bot: "runs" | "stopped" | "unknown"): Check {
  const name = "Messages in Slack";
  const { waiting, waitingLong, refused, refusedOfResolved } = counts;
  const isStuck = bot !== "stopped" && total(waitingLong) > 0;
  const says = [
    total(refused) > 0 && `Slack refused ${total(refused)} (${words(refused)}).`,
    isStuck &&
      `${total(waitingLong)} ${total(waitingLong) === 1 ? "waits" : "wait"} for more than 5 minutes (${words(waitingLong)}).`,
    !isStuck &&
      waiting > 0 &&
      `${waiting} ${waiting === 1 ? "waits" : "wait"} to be posted${bot === "stopped" ? " when the bot runs" : ""}.`,
    refusedOfResolved > 0 && `${refusedOfResolved} of resolved tickets stayed refused.`,
  ].filter((sentence) => sentence !== false);
  if (says.length === 0) return { name, ok: true, says: "Slack shows all of them." };
  if (total(refused) === 0 && !isStuck) return { name, ok: true, says: says.join(" ") };
  const fixes = [
    total(refused) > 0 &&
      "Mend what Slack names; the ticket's card and checklist are tried again at its next change, and all of them by `npm run cli -- jobs retry --all`.",
    isStuck && (bot === "runs" ? "The bot's log says why." : "Start the bot; if it runs, its log says why."),
  ].filter((sentence) => sentence !== false);
  return { name, ok: false, says: says.join(" "), fix: fixes.join(" ") };
}

/** Failed for good: nobody tries them again. */
export function jobsCheck(failed: Tally): Check {
  const name = "Jobs";
  if (total(failed) === 0) return { name, ok: true, says: "None failed for good in the last days." };
  const says = `${total(failed)} failed for good in the last days (${words(failed)}).`;
  return {
    name,
    ok: false,
    says,
    fix: "`npm run cli -- jobs` lists them with the reasons; `jobs retry --all` tries them again.",
  };
}

export function botChecks(since: Instant, isSlackVerified: boolean): readonly Check[] {
  const runs: Check = {
    name: "Bot",
    ok: true,
    says: `It has run since ${since.slice(0, 10)} ${since.slice(11, 16)} UTC.`,
  };
  const name = "Slack";
  if (isSlackVerified) return [runs, { name, ok: true, says: "Slack took the bot's token." }];
  const says = "Slack has not taken the bot's token yet, or refused it since.";
  const fix = "See what the lines about Slack above say; the bot's log has the reason.";
  return [runs, { name, ok: false, says, fix }];
}

function total(tally: Tally): number {
  return Object.values(tally).reduce((sum, count) => sum + count, 0);
}

function words(tally: Tally): string {
  return Object.entries(tally)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}
