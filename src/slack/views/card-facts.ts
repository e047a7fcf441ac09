import type { TicketRecord } from "../../app/ports/store.ts";
import type { Code } from "../../domain/codes/code.ts";
import { sayCode } from "../../domain/diagnosis/say.ts";
import { PROVIDER_NAMES } from "../../domain/provider.ts";
import type { Instant } from "../../domain/time.ts";
import { clamp, code, join, type Mrkdwn, md, utc, when } from "../mrkdwn.ts";
import { age } from "./age.ts";
import { INCOMING_WORDS, SUPPORT_HOME_WORDS } from "./choices.ts";

/** What was filed and learnt since, one fact each, in the order support asks for them. */
export function filedFacts(record: TicketRecord, now: Instant): Mrkdwn[] {
  const { ticket, text, firstSeenAt, apiKeyLastFour } = record;
  const { facts } = ticket;
  const seen = join([when(firstSeenAt), md`(${utc(firstSeenAt)},`, md`${age(firstSeenAt, now)})`], " ");
  return [
    md`*Provider*\n${PROVIDER_NAMES[facts.provider]}${caseNumber(text.providerCase, facts.providerCase)}`,
    md`*WhatsApp account*\n${text.wabaId === null ? md`id not known` : code(clamp(text.wabaId, 30))}`,
    apiKeyLastFour === null
      ? md`*Account reference*\n${clamp(text.accountReference ?? "none", 100)}`
      : md`*API key*\n••••${apiKeyLastFour.slice(-4)}`,
    md`*First seen*\n${seen}`,
    md`*Business Support Home*\n${SUPPORT_HOME_WORDS[facts.supportHome]}`,
    md`*Codes*\n${knownCodes(record).slice(0, 8).map(sayCode).join(", ") || "none yet"}`,
    md`*Incoming*\n${INCOMING_WORDS[facts.incoming]}`,
    ...(text.metaCase === null ? [] : [md`*Meta case*\n${clamp(text.metaCase, 100)}`]),
  ];
}

/** "No case number yet" stays visible: it is the first thing a provider asks for. */
function caseNumber(number: string | null, known: string): Mrkdwn {
  if (number !== null) return md` · case ${clamp(number, 100)}`;
  return known === "yes" ? md` · 🟠 case open, number not noted` : md` · 🟠 no case number yet`;
}

/** Codes on the ticket; right after filing only the diagnosis has them. */
export function knownCodes({ ticket, diagnosis }: TicketRecord): readonly Code[] {
  return ticket.facts.codes.length > 0 ? ticket.facts.codes : diagnosis.codes;
}
