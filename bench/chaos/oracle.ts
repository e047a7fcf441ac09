import type { JournalEntry } from "../../sandbox/slack/journal.ts";
import type { Message } from "../../sandbox/slack/state/state.ts";
import { differs } from "./differs.ts";
import type { Ledger, Mention } from "./ledger.ts";
import type { Stored, StoredTicket } from "./stored.ts";
import type { World } from "./world.ts";

/** One sentence for each broken promise. */
export type Verdict = { lost: string[]; twice: string[]; wrong: string[] };

const SORRY = /went wrong|Slack is busy|took too long/;

/** Holds the database to what people were told, and the channels to the database. `expected`: red that has to come. */
export function judge(world: World, ledger: Ledger, stored: Stored, expected?: RegExp): Verdict {
  const verdict: Verdict = { lost: [], twice: [], wrong: [...ledger.gaveUp] };
  judgeFilings(ledger, stored, verdict);
  judgePresses(world, ledger, stored, verdict);
  for (const ticket of stored.tickets) judgeSteps(ticket, verdict);
  judgeMessages(world, stored, verdict);
  judgeMentions(world, ledger, stored, verdict);
  if (stored.behind > 0) verdict.lost.push(`${stored.behind} notices are behind the database for good`);
  if (stored.unfinished > 0) verdict.lost.push(`${stored.unfinished} events never came to their end`);
  const unexpected = world.slack
    .redEntries()
    .filter((entry) => !isOfASlowMachine(entry) && !expected?.test(entry.title));
  for (const { title, detail } of unexpected) {
    verdict.wrong.push(`Red in the journal: ${title} ${JSON.stringify(detail ?? "").slice(0, 200)}`);
  }
  return verdict;
}

/** Bolt's own limit is the wall's three seconds; the person is told, and presses again. */
function isOfASlowMachine({ title, ms = 0 }: JournalEntry): boolean {
  return title.endsWith("was answered with an error status") && ms >= 2_900;
}

function judgeFilings({ filings, unsure }: Ledger, { tickets }: Stored, verdict: Verdict): void {
  const count = (viewId: string) => tickets.filter((ticket) => ticket.viewId === viewId);
  for (const { viewId, ref, number } of filings) {
    const [found, ...more] = count(viewId);
    if (found === undefined) verdict.lost.push(`ticket: ${ref} for ${number} was filed and is not stored`);
    else if (found.record.ticket.ref !== ref) {
      verdict.wrong.push(`${number} was filed as ${ref} and is stored as ${found.record.ticket.ref}`);
    } else if (!found.record.text.numbers.includes(number)) verdict.lost.push(`ticket: ${ref} does not hold ${number}`);
    if (more.length > 0) verdict.twice.push(`ticket: ${ref} is stored ${more.length + 1} times`);
  }
  const known = new Set([...filings.map(({ viewId }) => viewId), ...unsure]);
  for (const { viewId, record } of tickets) {
    if (!known.has(viewId)) verdict.wrong.push(`${record.ticket.ref} was filed and nobody was told`);
  }
}

/** A press is done, in the audit trail, exactly once; or its person read a line about it. */
function judgePresses({ slack, people }: World, { presses, pressed }: Ledger, { tickets }: Stored, verdict: Verdict) {
  const done = new Map<string, number>();
  for (const { record, events } of tickets) {
    for (const event of events) {
      if (event.type !== "step_changed" && event.type !== "step_seconded") continue;
      const to = event.type === "step_changed" ? event.to : "claimed";
      const key = `${event.by} ${record.ticket.ref} ${event.step} ${to}`;
      done.set(key, (done.get(key) ?? 0) + 1);
    }
  }
  for (const [key, times] of done) {
    if (times > 1 && !key.startsWith("probe ")) verdict.twice.push(`step: ${key} was done ${times} times`);
    if (!pressed.has(key) && !key.startsWith("probe "))
      verdict.wrong.push(`step: ${key} was done and nobody pressed it`);
  }
  for (const { id, name } of people) {
    const own = presses.filter(({ by }) => by === id);
    const read = slack.ephemerals(name).filter(({ user }) => user !== "USLACKBOT").length;
    for (const [index, { ref, step, to, readBefore }] of own.entries()) {
      const key = `${id} ${ref} ${step} ${to}`;
      const readAfter = own[index + 1]?.readBefore ?? read;
      if (!done.has(key) && readAfter === readBefore)
        verdict.lost.push(`step: ${key} was acked, not done and not answered`);
    }
  }
}

/** Each row is what the last event about it says. */
function judgeSteps({ record, events }: StoredTicket, verdict: Verdict): void {
  for (const row of record.ticket.steps) {
    const last = events.findLast((event) => event.type === "step_changed" && event.step === row.id);
    const should = last?.type === "step_changed" ? last.to : "todo";
    if (row.state !== should) {
      verdict.lost.push(`step: ${record.ticket.ref} ${row.id} is ${row.state}, its last event says ${should}`);
    }
  }
}

function judgeMessages({ slack }: World, { tickets, notices }: Stored, verdict: Verdict): void {
  const byNotice = new Map<string, Message[]>();
  const direct = notices.filter(({ kind }) => kind === "trouble").map(({ channel }) => channel);
  for (const channel of new Set(["#general", "#waba-support", ...direct])) {
    for (const message of slack.messages(channel).filter(({ bot_id }) => bot_id !== undefined)) {
      const id = String(message.metadata?.event_payload.notice ?? "");
      byNotice.set(id, [...(byNotice.get(id) ?? []), message]);
    }
  }
  for (const { record } of tickets) {
    const kinds = notices.filter(({ ticketId }) => ticketId === record.ticket.id).map(({ kind }) => kind);
    for (const kind of ["card", "checklist"] as const) {
      if (!kinds.includes(kind)) verdict.lost.push(`notice: ${record.ticket.ref} has no ${kind}`);
    }
  }
  const tsOf = new Map(notices.map(({ id, ts }) => [id, ts]));
  for (const notice of notices) {
    const name = `${notice.kind} ${notice.id} (${notice.shows?.text.slice(0, 40)})`;
    const [message, ...more] = byNotice.get(notice.id) ?? [];
    byNotice.delete(notice.id);
    if (message === undefined) {
      verdict.lost.push(`notice: ${name} is not in the channel; ${notice.state} ${notice.refusedBecause ?? ""}`);
      continue;
    }
    if (more.length > 0) verdict.twice.push(`notice: ${name} is in the channel ${more.length + 1} times`);
    if (message.ts !== notice.ts) verdict.wrong.push(`notice: ${name} is ${message.ts}, stored as ${notice.ts}`);
    const thread = notice.threadTs ?? (notice.parentId === null ? undefined : tsOf.get(notice.parentId)) ?? undefined;
    if (message.thread_ts !== thread) verdict.wrong.push(`notice: ${name} is in the wrong thread`);
    const difference = differs(message, { ...notice.shows });
    if (difference !== undefined) verdict.lost.push(`notice: ${name} does not show what is stored: ${difference}`);
  }
  for (const [id, messages] of byNotice) {
    verdict.twice.push(
      `notice: ${messages.length} messages belong to no notice: ${id} ${messages[0]?.text.slice(0, 80)}`,
    );
  }
}

/** A mention has one answer, or its person was told that something went wrong. */
function judgeMentions({ slack, people }: World, { mentions }: Ledger, { notices }: Stored, verdict: Verdict): void {
  const answersTo = ({ channel, ts }: Mention) =>
    slack.thread(channel, ts).filter(({ bot_id }) => bot_id !== undefined);
  for (const mention of mentions) {
    const times = answersTo(mention).length;
    if (times > 1) verdict.twice.push(`notice: the mention ${mention.ts} has ${times} answers`);
  }
  for (const { id, name } of people) {
    const silent = mentions.filter((mention) => mention.by === id && answersTo(mention).length === 0);
    const sorry = slack.ephemerals(name).filter(({ text }) => SORRY.test(text)).length;
    if (silent.length > sorry) verdict.lost.push(`notice: ${silent.map(({ ts }) => ts).join(", ")} have no answer`);
  }
  const stored = notices.filter(({ kind }) => kind === "answer").length;
  if (stored > mentions.length) verdict.twice.push(`notice: ${stored} answers to ${mentions.length} mentions`);
}

export function isKept({ lost, twice, wrong }: Verdict): boolean {
  return lost.length + twice.length + wrong.length === 0;
}
