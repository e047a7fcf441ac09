import type { KnownBlock } from "@slack/types";
import type { TicketRecord } from "../../app/ports/store.ts";
import { contradictionLine } from "../../domain/diagnosis/contradiction-words.ts";
import { doNotLine } from "../../domain/diagnosis/do-not-words.ts";
import { headline } from "../../domain/diagnosis/verdict-words.ts";
import type { Playbooks } from "../../domain/playbooks/playbook.ts";
import { clamp, codeBlock, firstLines, join, type Mrkdwn, md, person, when } from "../mrkdwn.ts";
import { actorWords } from "./actor-words.ts";
import { actions, button, context, fields, section } from "./blocks.ts";
import { fullestThatFits } from "./budget.ts";
import { filedFacts } from "./card-facts.ts";
import { cardMenu, ticketValue } from "./card-menu.ts";
import { nextStepOf, type TicketContext } from "./checklist.ts";
import { SCOPE_WORDS } from "./choices.ts";
import { buildErasedCard } from "./erased.ts";
import { spoken, type TicketMessage, ticketMetadata } from "./ticket-message.ts";
import { OUTCOME_WORDS, STATUS_MARKS, STATUS_WORDS } from "./ticket-words.ts";

/** `pending`: other messages of the ticket that Slack keeps waiting. */
export type CardContext = TicketContext & { playbooks: Playbooks; pending?: number };

/** The message everybody looks at: who has the ball and what is next first, what was filed below. */
export function buildTicketCard(record: TicketRecord, ctx: CardContext): TicketMessage {
  const { ref, erasedAt } = record.ticket;
  if (erasedAt !== null) return buildErasedCard(record.ticket, ctx.noticeId);
  return {
    text: spoken(join([title(record), standing(record), next(record, ctx)], " · ")),
    blocks: fullestThatFits([() => card(record, ctx, 600), () => card(record, ctx, 200)]),
    metadata: ticketMetadata(ref, "card", ctx.noticeId),
  };
}

function card(record: TicketRecord, ctx: CardContext, errorCharacters: number): KnownBlock[] {
  return [
    section(title(record)),
    section(join([standing(record), next(record, ctx), pending(ctx), reported(record), reason(record)])),
    ...warnings(record),
    fields(filedFacts(record, ctx.now)),
    ...errors(record, errorCharacters),
    context(
      join(
        [
          md`Filed by ${person(record.ticket.requester)}, ${when(record.ticket.createdAt)}`,
          md`checklist in the thread`,
          ...about(record),
        ],
        " · ",
      ),
    ),
    ...buttons(record),
  ];
}

function title({ ticket, text, diagnosis }: TicketRecord): Mrkdwn {
  return join(
    [md`*${ticket.ref}*`, numbers(text.numbers), md`*${clamp(headline(diagnosis), 400)}*`, scope(ticket.facts.scope)],
    " · ",
  );
}

function numbers(all: readonly string[]): Mrkdwn {
  const shown = all.slice(0, 3).join(", ");
  const left = all.length - 3;
  return md`${shown || "number erased"}${left > 0 ? ` and ${left} more` : ""}`;
}

function scope(value: TicketRecord["ticket"]["facts"]["scope"]): Mrkdwn {
  return value === "unknown" ? md`scope not known` : md`${SCOPE_WORDS[value]}`;
}

function standing({ ticket }: TicketRecord): Mrkdwn {
  const { status, outcome, assignee } = ticket;
  const ended = status === "resolved" && outcome !== null ? md`. ${OUTCOME_WORDS[outcome]}` : undefined;
  const who = assignee === null ? md`nobody has taken it` : md`taken by ${person(assignee)}`;
  return md`${STATUS_MARKS[status]} *${STATUS_WORDS[status]}*${ended} since ${when(ticket.statusSince)} · ${who}`;
}

function next(record: TicketRecord, ctx: CardContext): Mrkdwn | undefined {
  const view = nextStepOf(record, ctx.playbooks, ctx.now);
  if (record.ticket.status === "resolved" && view === undefined) return undefined;
  if (view === undefined || view.isFinished) {
    return md`*Next:* press *Update* and enter what was found: it opens the next steps. Or resolve the ticket.`;
  }
  return md`*Next:* ${clamp(view.step.title, 150)} (${actorWords(view.step.who)})`;
}

function pending({ pending = 0 }: CardContext): Mrkdwn | undefined {
  return pending === 0 ? undefined : md`⏳ _${pending} ${pending === 1 ? "update" : "updates"} pending, Slack is busy_`;
}

/** Beside a verdict that still says locked: a tick is no proof, and the verdict waits for one. */
function reported({ ticket }: TicketRecord): Mrkdwn | undefined {
  if (!ticket.facts.sendsAgain || ticket.status === "resolved") return undefined;
  return md`_Reported:_ it receives and sends again. Not proved yet.`;
}

function reason({ ticket, text }: TicketRecord): Mrkdwn | undefined {
  const says = ticket.status === "resolved" ? text.reasons.resolve : text.reasons.reopen;
  return says === undefined
    ? undefined
    : md`_${ticket.status === "resolved" ? "Why" : "Reopened"}:_ ${clamp(says, 300)}`;
}

function warnings({ ticket, diagnosis }: TicketRecord): KnownBlock[] {
  if (ticket.status === "resolved") return [];
  const doNot = diagnosis.doNot.map((what) => md`• ${doNotLine(what)}`);
  const contradictions = diagnosis.contradictions.slice(0, 4).map((one) => md`• ${clamp(contradictionLine(one), 300)}`);
  return [
    ...(doNot.length === 0 ? [] : [section(join([md`⛔ *Not now*`, ...doNot]))]),
    ...(contradictions.length === 0 ? [] : [section(join([md`⚖️ *What does not fit together*`, ...contradictions]))]),
  ];
}

function errors({ ticket, text }: TicketRecord, characters: number): KnownBlock[] {
  const newest = text.errors.at(-1);
  if (newest === undefined) return [];
  const { text: shown, left } = firstLines(newest.text, 3, characters);
  const others = text.errors.length - 1;
  const more = left > 0 ? md`… ${left} more ${left === 1 ? "line" : "lines"}, full text under *Show all*` : undefined;
  const older = others > 0 ? md`… and ${others} earlier` : undefined;
  return [
    section(join([codeBlock(shown), more, older]), {
      accessory: button({ text: "Show all", action: "ticket:errors", value: ticketValue(ticket.ref, "errors") }),
    }),
  ];
}

function about({ text }: TicketRecord): Mrkdwn[] {
  const customer = text.customer === null ? [] : [md`Customer: ${clamp(text.customer, 200)}`];
  const admin = text.metaAdmin === null ? [] : [md`Meta admin: ${clamp(text.metaAdmin, 200)}`];
  return [...customer, ...admin];
}

function buttons({ ticket }: TicketRecord): KnownBlock[] {
  const value = (what: string) => ticketValue(ticket.ref, what);
  const isOpen = ticket.status !== "resolved";
  return [
    actions([
      ...(isOpen
        ? [
            button({
              text: ticket.assignee === null ? "Claim" : "Take over",
              action: "ticket:take",
              value: value("take"),
              ...(ticket.assignee === null ? { style: "primary" as const } : {}),
            }),
          ]
        : []),
      button({ text: "Copy provider request", action: "ticket:provider_request", value: value("provider_request") }),
      ...(isOpen ? [button({ text: "Update", action: "ticket:update", value: value("update") })] : []),
      cardMenu(ticket),
    ]),
  ];
}
