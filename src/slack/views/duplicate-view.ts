import type { KnownBlock, ModalView } from "@slack/types";
import { join, link, type Mrkdwn, md } from "../mrkdwn.ts";
import { section } from "./blocks.ts";
import { type FormValues, selectInput, VALUE } from "./inputs.ts";
import { addIds } from "./metadata.ts";
import { modal } from "./modal.ts";

export const ADD_TO_TICKET = "add_to_ticket";
const TICKET = "ticket";
const SHOWN = 10;

type Open = { number: string; ref: string; url?: string | undefined };
type Duplicate = {
  /** Numbers of the form that are in an open ticket already; at least one. */
  open: readonly Open[];
  /** Numbers of the form that are in none. */
  others: readonly string[];
  /** The draft that keeps what was typed. */
  draftId?: string | undefined;
};

/** Pushed over the form: a number is in at most one open ticket, so the report joins that one. */
export function buildDuplicateView(duplicate: Duplicate): ModalView {
  const refs = refsOf(duplicate.open);
  const first = refs[0] ?? "";
  return modal({
    id: ADD_TO_TICKET,
    title: refs.length === 1 ? `Already in ${first}` : "Already escalated",
    submit: refs.length === 1 ? `Add to ${first}` : "Add",
    close: "Back",
    metadata: addIds.encode({ ticket: first, draftId: duplicate.draftId }),
    blocks: [
      section(
        join([md`*Already escalated ${refs.length === 1 ? `as ${first}` : "in several tickets"}*`, listed(duplicate)]),
      ),
      section(others(duplicate)),
      ...choice(refs),
    ],
  });
}

/** The ticket the report goes to: the only one, or the one chosen. */
export function readAddTo(values: FormValues, metadata: string | undefined): string | undefined {
  return values[TICKET]?.[VALUE]?.selected_option?.value ?? addIds.decode(metadata)?.ticket;
}

function refsOf(open: readonly Open[]): string[] {
  return [...new Set(open.map(({ ref }) => ref))];
}

function listed({ open }: Duplicate): Mrkdwn {
  const lines = open.slice(0, SHOWN).map(({ number, ref, url }) => {
    return md`• ${number} is in ${url === undefined ? md`${ref}` : link(url, ref)}, which is open.`;
  });
  const left = open.length - lines.length;
  return join([...lines, left > 0 ? md`… and ${left} more.` : undefined]);
}

function others({ others: rest }: Duplicate): Mrkdwn {
  const says = md`Adding puts the errors you pasted into that ticket, with your name and the time.`;
  if (rest.length === 0) return says;
  const shown = rest.slice(0, SHOWN).join(", ");
  const more = rest.length > SHOWN ? ` and ${rest.length - SHOWN} more` : "";
  return join([says, md`In no open ticket: ${shown}${more}. They are added as well: one account, one case.`]);
}

function choice(refs: readonly string[]): KnownBlock[] {
  if (refs.length < 2) return [];
  return [
    selectInput(
      { id: TICKET, label: "Add the report to" },
      refs.map((ref) => ({ value: ref, text: ref })),
      refs[0],
    ),
  ];
}
