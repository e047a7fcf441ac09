import type { KnownBlock } from "@slack/types";
import type { TicketRecord } from "../../app/ports/store.ts";
import type { PathId, Playbooks } from "../../domain/playbooks/playbook.ts";
import { currentPhase, type PhaseView, phases } from "../../domain/ticket/phases.ts";
import { type StepView, viewsOf } from "../../domain/ticket/step-view.ts";
import type { Instant } from "../../domain/time.ts";
import { join, type Mrkdwn, md } from "../mrkdwn.ts";
import { actorWords } from "./actor-words.ts";
import { button, context, section } from "./blocks.ts";
import { fullestThatFits } from "./budget.ts";
import { buildErasedChecklist } from "./erased.ts";
import { buildStepRow } from "./step-row.ts";
import { spoken, type TicketMessage, ticketMetadata } from "./ticket-message.ts";

export type TicketContext = { now: Instant; noticeId: string };

/** How much of a phase is shown: rows still to do, rows done, characters of how-to in each. */
type Fullness = { open: number; phase: { todo: number; blocked: number; done: number }; howTo: number };

const FULLNESS: readonly Fullness[] = [
  { open: 3, phase: { todo: 5, blocked: 5, done: 5 }, howTo: 300 },
  { open: 3, phase: { todo: 5, blocked: 5, done: 2 }, howTo: 160 },
  { open: 2, phase: { todo: 5, blocked: 5, done: 1 }, howTo: 160 },
  { open: 2, phase: { todo: 4, blocked: 4, done: 0 }, howTo: 80 },
  { open: 1, phase: { todo: 4, blocked: 4, done: 0 }, howTo: 0 },
];

/** Phases that are no work of their own while another phase has something to do. */
const LAST: readonly PathId[] = ["prove_it_works", "prevent", "not_recoverable"];

/** The checklist in the ticket's thread: what can be done now in full, the other phases as one line each. */
export function buildChecklist(record: TicketRecord, playbooks: Playbooks, ctx: TicketContext): TicketMessage {
  const { ticket } = record;
  const found = phases(ticket, playbooks, ctx.now);
  if (ticket.erasedAt !== null) return buildErasedChecklist(ticket, found, ctx.noticeId);
  const all = found.map((phase) => {
    return { phase, rows: viewsOf(ticket, phase.path, playbooks, ctx.now) };
  });
  return {
    text: spoken(summary(record, all)),
    blocks: fullestThatFits(FULLNESS.map((full) => () => render(record, all, full))),
    metadata: ticketMetadata(ticket.ref, "checklist", ctx.noticeId),
  };
}

type Phase = { phase: PhaseView; rows: readonly StepView[] };

function render(record: TicketRecord, all: readonly Phase[], full: Fullness): KnownBlock[] {
  const open = openPhases(all).slice(0, full.open);
  return [
    section(md`*Checklist of ${record.ticket.ref}*`),
    ...all.flatMap((phase) => {
      const at = open.indexOf(phase);
      return at === -1 ? [closedPhase(record, phase)] : openPhase(record, phase, at < 2 ? full : narrowed(full));
    }),
    context(
      md`A step is *said done* by a person and *verified* by a check or by evidence. Undo takes the tick back, not what was done outside Slack.`,
    ),
  ];
}

/** The current phase, and every other one with something to press: two of them run side by side from the start. */
function openPhases(all: readonly Phase[]): readonly Phase[] {
  const current = all.filter(({ phase }) => phase.current);
  const others = all.filter(({ phase, rows }) => {
    return !phase.current && !LAST.includes(phase.path) && rows.some(({ main }) => main !== null);
  });
  return [...current, ...others];
}

/** Two phases run side by side; what can be pressed in a third is shown without the rows it waits for. */
function narrowed(full: Fullness): Fullness {
  return { ...full, phase: { ...full.phase, blocked: 1, done: 1 } };
}

function openPhase(record: TicketRecord, { phase, rows }: Phase, full: Fullness): KnownBlock[] {
  const shown = rowsToShow(rows, full.phase);
  const left = rows.length - shown.length;
  const more = left > 0 ? ` · ${left} more under *Show*` : "";
  const row = { ticket: record.ticket.ref, reasons: record.text.reasons, howTo: full.howTo };
  return [
    section(md`*${phase.title}* · ${phase.done} of ${phase.total} done${md`${{ mrkdwn: more }}`}`, {
      accessory: showButton(record, phase),
    }),
    ...shown.flatMap((view) => buildStepRow(view, row)),
  ];
}

/** What can be pressed comes first, then what is blocked, then what was done last; shown in the playbook's order. */
function rowsToShow(rows: readonly StepView[], limit: Fullness["phase"]): readonly StepView[] {
  const isOpen = (view: StepView) => !view.isFinished || view.waitsForSecond;
  const todo = rows.filter(isOpen);
  const pressable = todo.filter(({ main }) => main !== null);
  const blocked = todo.filter(({ main }) => main === null);
  const done = rows.filter((view) => !isOpen(view));
  const latest = done.toSorted((one, other) => (other.row.at ?? "").localeCompare(one.row.at ?? ""));
  const open = [...pressable, ...blocked.slice(0, limit.blocked)].slice(0, limit.todo);
  const kept = new Set([...open, ...latest.slice(0, limit.done)]);
  return rows.filter((view) => kept.has(view));
}

function closedPhase(record: TicketRecord, { phase }: Phase): KnownBlock {
  const mark = phase.done === phase.total ? "✅" : "▫️";
  return section(md`${mark} ${phase.title} · ${phase.done} of ${phase.total} done`, {
    accessory: showButton(record, phase),
  });
}

function showButton({ ticket }: TicketRecord, { path, title }: PhaseView) {
  const value = JSON.stringify({ ticket: ticket.ref, do: "phase", path });
  return button({ text: "Show", action: `ticket:phase:${path}`, value, label: `Show all steps: ${title}` });
}

function summary({ ticket }: TicketRecord, all: readonly Phase[]): Mrkdwn {
  const done = all.reduce((sum, { phase }) => sum + phase.done, 0);
  const total = all.reduce((sum, { phase }) => sum + phase.total, 0);
  const next = openPhases(all).flatMap(({ rows }) => rows.filter(({ main }) => main !== null))[0];
  const says = next === undefined ? undefined : `Next: ${next.step.title} (${actorWords(next.step.who)}).`;
  return join([md`Checklist of ${ticket.ref}: ${done} of ${total} steps done.`, says], " ");
}

/** The first thing somebody can do now, for the card. */
export function nextStepOf(record: TicketRecord, playbooks: Playbooks, now: Instant): StepView | undefined {
  const path = currentPhase(record.ticket, playbooks, now);
  if (path === null) return undefined;
  const rows = viewsOf(record.ticket, path, playbooks, now).filter(({ isFinished }) => !isFinished);
  return rows.find(({ main }) => main !== null) ?? rows[0];
}
