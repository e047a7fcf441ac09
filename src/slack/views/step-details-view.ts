import type { KnownBlock, ModalView } from "@slack/types";
import type { TicketRecord } from "../../app/ports/store.ts";
import type { Playbooks } from "../../domain/playbooks/playbook.ts";
import { sourceOf } from "../../domain/playbooks/sources.ts";
import { type StepView, stepView } from "../../domain/ticket/step-view.ts";
import type { Instant } from "../../domain/time.ts";
import { codeBlock, join, link, type Mrkdwn, md } from "../mrkdwn.ts";
import { actorWords } from "./actor-words.ts";
import { actions, button, context, section } from "./blocks.ts";
import { modal } from "./modal.ts";
import { INTENT_WORDS, stepIntents } from "./step-moves.ts";
import { stepValue } from "./step-press.ts";

export const STEP_DETAILS = "step_details";

/** Everything about one step; before its release an irreversible one shows what it waits for and nothing of how. */
export function buildStepDetailsView(
  record: TicketRecord,
  step: string,
  { playbooks, now }: { playbooks: Playbooks; now: Instant },
): ModalView {
  const view = stepView(record.ticket, step, playbooks, now);
  const blocks = view === undefined ? [section(md`This step is no longer on the ticket.`)] : details(record, view);
  return modal({ id: STEP_DETAILS, title: "Step", blocks });
}

function details(record: TicketRecord, view: StepView): KnownBlock[] {
  const { step } = view;
  const head = section(md`*${step.title}*\nWho: ${actorWords(step.who)} · ${record.ticket.ref}`);
  const body = view.showsHowTo
    ? howTo(view)
    : [section(md`⛔ Later. How it is done appears once the step is released.`)];
  return [head, ...waiting(view), ...body, ...sources(step.sources), ...buttons(record, view)];
}

function waiting({ missing, isUsedUp }: StepView): KnownBlock[] {
  const lines = [
    isUsedUp ? md`• Registering failed too often; it goes to the provider or to Meta.` : undefined,
    ...missing.steps.map(({ title, who }) => md`• First: ${title} (${actorWords(who)})`),
    ...missing.conditions.map((words) => md`• ${words}`),
  ].filter((line) => line !== undefined);
  return lines.length === 0 ? [] : [section(join([md`*Blocked:*`, ...lines]))];
}

function howTo({ step }: StepView): KnownBlock[] {
  return [
    section(
      join([
        md`*What to do*\n${step.does}`,
        step.careful === undefined ? undefined : md`*Careful*\n${step.careful}`,
        md`*Counts as verified by*\n${step.verifiedBy?.words ?? "nothing: the word of a person is enough"}`,
      ]),
    ),
    ...(step.outside === undefined
      ? []
      : [section(md`*Text for the person who does it*`), section(codeBlock(step.outside))]),
  ];
}

function sources(texts: readonly string[]): KnownBlock[] {
  if (texts.length === 0) return [];
  const shown = texts.slice(0, 10).map(source);
  return [context(md`Sources: ${join(shown, " · ")}`)];
}

/** A team's own playbook may name an address, or anything else, instead of a key of ours. */
function source(key: string): Mrkdwn {
  const { title, url } = sourceOf(key) ?? { title: key.replace(/^https?:\/\//, "").split("/")[0] ?? key, url: key };
  return url === null ? md`${title}` : link(url, title);
}

/** The same moves as in the row, as buttons: an overflow cannot hold the ids of every step. */
function buttons(record: TicketRecord, view: StepView): KnownBlock[] {
  const press = { ticket: record.ticket.ref, step: view.id, v: view.row.version };
  const intents = stepIntents(view).filter((intent) => intent !== "details");
  if (intents.length === 0) return [];
  return [
    actions(
      intents.map((to) =>
        button({ text: INTENT_WORDS[to], action: `step:${to}:${view.id}`, value: stepValue({ ...press, to }) }),
      ),
    ),
  ];
}
