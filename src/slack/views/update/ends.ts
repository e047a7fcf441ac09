import type { InputBlock, ModalView } from "@slack/types";
import type { TicketFacts } from "../../../domain/ticket/facts.ts";
import { DAY, type Instant, msBetween } from "../../../domain/time.ts";
import { md } from "../../mrkdwn.ts";
import { context } from "../blocks.ts";
import type { Checked } from "../escalation/fields.ts";
import { type FormValues, momentInput, momentOf, shownValues } from "../inputs.ts";
import { ticketIds } from "../metadata.ts";
import { modal } from "../modal.ts";
import { TICKET_UPDATE, UPDATE } from "./ids.ts";

const FURTHEST_MS = 366 * DAY;

/** The end of what holds for a while; asked only where it concerns this ticket. */
export function endInputs(facts: TicketFacts): InputBlock[] {
  const { restriction, registerWait } = facts;
  return [
    ...(isRestricted(facts)
      ? [
          momentInput(
            {
              id: UPDATE.restrictionEnd,
              label: "The restriction ends",
              hint: "As Business Support Home or Meta's notice says. Leave it empty when nobody knows.",
              optional: true,
            },
            restriction?.endsAt ?? undefined,
          ),
        ]
      : []),
    ...(registerWait !== null
      ? [
          momentInput(
            {
              id: UPDATE.registerWaitEnd,
              label: "Registering is allowed again",
              hint: "As the error's details say. Leave it empty when nobody knows.",
              optional: true,
            },
            registerWait.until ?? undefined,
          ),
        ]
      : []),
  ];
}

/** Business Support Home alone may say it, before anybody has noted an end. */
export function isRestricted({ restriction, supportHome }: TicketFacts): boolean {
  return restriction !== null || supportHome === "listed_until";
}

/** Asked right after somebody told that something holds for a while; undefined where the form had asked already. */
export function buildEndsModal(ref: string, facts: TicketFacts, asked: readonly unknown[]): ModalView | undefined {
  const known = shownValues(asked);
  const blocks = endInputs(facts).filter(({ block_id }) => block_id !== undefined && known[block_id] === undefined);
  if (blocks.length === 0) return undefined;
  return modal({
    id: TICKET_UPDATE,
    title: `Update ${ref}`,
    submit: "Save",
    close: "Not known",
    metadata: ticketIds.encode({ ticket: ref }),
    blocks: [
      context(md`Saved. Until when? Steps that wait for it open by then, and the thread is reminded.`),
      ...blocks,
    ],
  });
}

/** Null where it is empty; an end that was there before is no mistake of this person. */
export function endField(
  values: FormValues,
  id: string,
  { shown, now }: { shown: FormValues; now: Instant },
): Checked<Instant | null> {
  const end = momentOf(values, id);
  if (end === undefined || end === momentOf(shown, id)) return { ok: true, value: end ?? null };
  if (msBetween(now, end) <= 0) {
    return { ok: false, error: "This has passed. Enter an end that is still to come, or untick what is over." };
  }
  if (msBetween(now, end) > FURTHEST_MS) {
    return { ok: false, error: "This is more than a year away. Check the date, or leave it empty when nobody knows." };
  }
  return { ok: true, value: end };
}
