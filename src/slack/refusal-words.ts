import { findStep } from "../domain/playbooks/catalogue.ts";
import type { Playbooks } from "../domain/playbooks/playbook.ts";
import type { Refusal } from "../domain/ticket/command.ts";
import { MOST_NUMBERS, type StepState } from "../domain/ticket/ticket.ts";
import { join, type Mrkdwn, md, person, unescapeText } from "./mrkdwn.ts";
import { STATUS_WORDS } from "./views/ticket-words.ts";
import { HOLDS_LABEL, HOLDS_WORDS } from "./views/update/words.ts";

type AnyRefusal =
  | Refusal
  | { refused: "no_such_ticket"; ref: string }
  | { refused: "number_taken" }
  | { refused: "draft_gone" };

const STATE_WORDS: Record<StepState, string> = {
  todo: "open again",
  released: "released",
  claimed: "said done",
  verified: "verified",
  disputed: "disputed",
  skipped: "skipped",
};

/** Why nothing changed, and what to do; a sentence for everything a person can run into. */
export function refusalWords(refusal: AnyRefusal, playbooks: Playbooks): Mrkdwn {
  // A team names its own steps, so a title is escaped like everything that somebody typed.
  const title = (id: string) => md`“${findStep(playbooks, id)?.title ?? id}”`;
  switch (refusal.refused) {
    case "unknown_step":
      return md`This step is no longer on the ticket. The checklist has been brought up to date; use the buttons there.`;
    case "not_shown":
      return md`${title(refusal.step)} does not apply at the moment. *Update* the ticket if something has changed.`;
    case "waiting_for":
      return blocked(title(refusal.step), refusal.steps.map(title), refusal.conditions);
    case "not_released":
      return md`${title(refusal.step)} has to be released first: press *Release* and enter the last four digits of the number.`;
    case "no_release_needed":
      return md`${title(refusal.step)} needs no release. Press its main button when it is done.`;
    case "wrong_last_four":
      return md`These are not the last four digits of a number on this ticket. Read them from the number itself.`;
    case "second_person_needed":
      return md`${title(refusal.step)} needs a second person. Ask a colleague in this channel to press the button as well.`;
    case "attempts_used_up":
      return md`${title(refusal.step)} is closed: registering failed too often. Do not try again; the case goes to the provider or to Meta.`;
    case "reason_needed":
      return md`A reason is needed. Write one sentence, so that whoever reads this later knows why.`;
    case "too_many_numbers":
      return tooMany(refusal);
    case "stale": {
      const who = refusal.by === null ? md`Somebody` : person(refusal.by);
      return md`${who} was faster: ${title(refusal.step)} is ${STATE_WORDS[refusal.state]} now. Look at it again before you press.`;
    }
    case "not_from_here":
      return md`That is not possible while the ticket is “${STATUS_WORDS[refusal.status]}”.`;
    case "not_proved": {
      const proof = md`*Recovered* needs proof after the fix: ${join(refusal.steps.map(title), " and ")}. “Connected” is not enough.`;
      return refusal.onChecklist ? proof : md`${proof} ${OPENS_PROOF}`;
    }
    case "closed":
      return md`This ticket is resolved. Reopen it first if the problem came back.`;
    case "erased":
      return md`The personal data of this ticket were removed some time after it was resolved, so nothing can be done on it any more. If the problem is back, escalate it again with \`/waba escalate\`.`;
    case "no_such_ticket":
      return md`There is no ticket ${refusal.ref}. \`/waba tickets\` lists the open ones.`;
    case "number_taken":
      return md`A number of this ticket is in another open ticket, and it can be in one only. Work on that one; \`/waba tickets\` lists it.`;
    case "draft_gone":
      return md`This report is no longer kept here. Open the form again with \`/waba escalate\` and paste it once more.`;
    default:
      return refusal satisfies never;
  }
}

/** Some paths end before the proof, and a lock may lift by itself meanwhile. */
const OPENS_PROOF = md`These steps are not on the checklist yet. If messages go through again, press *Update* and tick “${HOLDS_WORDS.sends_again.text}” under “${HOLDS_LABEL}”: that opens them.`;

function tooMany({ has, adds }: Extract<Refusal, { refused: "too_many_numbers" }>): Mrkdwn {
  const room = MOST_NUMBERS - has;
  const fits =
    room <= 0 ? md`Nothing more fits` : md`${room} more ${room === 1 ? "fits" : "fit"}, and these are ${adds}`;
  return md`One ticket holds at most ${MOST_NUMBERS} numbers and this one has ${has}. ${fits}: file the others as a ticket of their own.`;
}

function blocked(step: Mrkdwn, steps: readonly Mrkdwn[], conditions: readonly string[]): Mrkdwn {
  const missing = [...steps.map((title) => md`• first ${title}`), ...conditions.map((words) => md`• ${words}`)];
  return join([md`${step} is blocked:`, ...missing]);
}

/** The same sentence under a field, where Slack shows plain text: no bold and no mention. */
export function fieldWords(says: Mrkdwn): string {
  const plain = says.mrkdwn
    .replace(/^<@\w+>/, "Somebody else")
    .replace(/<@\w+>/g, "somebody else")
    .replace(/[*`]([^*`\n]+)[*`]/g, "$1");
  return unescapeText(plain);
}
