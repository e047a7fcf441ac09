import type { ModalView } from "@slack/types";
import type { TicketRecord } from "../../app/ports/store.ts";
import { sayCode } from "../../domain/diagnosis/say.ts";
import type { Incoming, Scope, SupportHome } from "../../domain/evidence.ts";
import type { Playbooks } from "../../domain/playbooks/playbook.ts";
import { PROVIDER_NAMES } from "../../domain/provider.ts";
import { stepView } from "../../domain/ticket/step-view.ts";
import type { Instant } from "../../domain/time.ts";
import { LIMITS } from "../limits.ts";
import { codeBlock, md, utc } from "../mrkdwn.ts";
import { context, section } from "./blocks.ts";
import { knownCodes } from "./card-facts.ts";
import { CHANGE_WORDS, ONBOARDED_WORDS } from "./choices.ts";
import { pieces } from "./errors-view.ts";
import { modal } from "./modal.ts";

export const PROVIDER_REQUEST = "provider_request";

type Context = { playbooks: Playbooks; now: Instant };

/** The text to copy, shown to one person: it holds the whole API key. */
export function buildProviderRequest(record: TicketRecord, apiKey: string | null, ctx: Context): ModalView {
  const missing = missingFacts(record, apiKey);
  const blocks = pieces(providerRequestText(record, apiKey, ctx)).map((piece) => section(codeBlock(piece)));
  const lacks =
    missing.length === 0
      ? []
      : [section(md`⚠️ *Still missing:* ${missing.join(", ")}. Send it anyway; add the rest when it is known.`)];
  return modal({
    id: PROVIDER_REQUEST,
    title: "Provider request",
    blocks: [
      context(md`Only you see this. It holds the whole API key: send it to the provider and to nobody else.`),
      ...lacks,
      ...blocks.slice(0, LIMITS.view.blocks - 3),
    ],
  });
}

/**
 * What a provider asks for, complete: the four facts first (key, number, first seen, every error), then what saves
 * a question. https://api.support.vonage.com/hc/en-us/articles/25859589458972
 * Steps are named only when they are ticked; what is not known is said to be not known.
 */
export function providerRequestText(record: TicketRecord, apiKey: string | null, ctx: Context): string {
  const { ticket, text, firstSeenAt } = record;
  const { facts } = ticket;
  const codes = knownCodes(record).map(sayCode).join(", ");
  return [
    `WhatsApp: the number cannot be used as usual${codes === "" ? "" : ` (${codes})`}. Our reference: ${ticket.ref}`,
    "",
    `1. ${key(record, apiKey)}`,
    `2. Affected number${text.numbers.length === 1 ? "" : "s"}: ${text.numbers.join(", ") || MISSING}`,
    `3. First noticed: ${utc(firstSeenAt)}`,
    "4. Errors received:",
    ...(text.errors.length === 0 ? [MISSING] : text.errors.map((error) => error.text)),
    "",
    `WhatsApp account id: ${text.wabaId ?? "not known"}`,
    `Phone number id: ${text.phoneNumberId ?? "not known"}`,
    `Affected: ${SCOPE[facts.scope]}`,
    `Business Support Home: ${SUPPORT_HOME[facts.supportHome]}`,
    `Incoming messages: ${INCOMING[facts.incoming]}`,
    `Connected since: ${ONBOARDED_WORDS[facts.onboarded].toLowerCase()}`,
    `Changed in the two weeks before: ${facts.recentChanges.map((one) => CHANGE_WORDS[one]).join("; ") || "not asked yet"}`,
    `Registrations and deregistrations in the last 7 days: ${attempts(facts.attempts)}`,
    "",
    ...done(record, ctx),
    "Please tell us in writing which way you take, before anything about the number is changed.",
    "Please check at Meta: is there an internal restriction on the account, are number and account unlocked, is anything else blocking?",
  ].join("\n");
}

const MISSING = "(missing)";

function key({ ticket, text }: TicketRecord, apiKey: string | null): string {
  if (ticket.facts.provider === "vonage") return `API key: ${apiKey ?? MISSING}`;
  return `Account at ${PROVIDER_NAMES[ticket.facts.provider]}: ${text.accountReference ?? apiKey ?? MISSING}`;
}

const SCOPE: Record<Scope, string> = {
  number: "this number only",
  account: "every number of the account",
  portfolio: "several accounts of the business",
  unknown: "not known yet whether other numbers are affected",
};

const SUPPORT_HOME: Record<SupportHome, string> = {
  listed_review: "a violation is listed, a review can be requested",
  listed_no_review: "a violation is listed, no review is offered",
  listed_until: "a restriction with an end date is listed",
  in_review: "a review is running",
  unchanged: "reviewed, the decision is unchanged",
  nothing_listed: "nothing is listed",
  no_access: "we have no access to it",
  not_checked: "not checked yet",
};

const INCOMING: Record<Incoming, string> = {
  works: "arrive",
  stopped: "do not arrive",
  not_checked: "not checked",
};

function attempts({ meta, provider }: { meta: number | null; provider: number | null }): string {
  const say = (count: number | null) => (count === null ? "not known" : String(count));
  return meta === null && provider === null ? "not known" : `${say(meta)} at Meta, ${say(provider)} on your side`;
}

function done({ ticket }: TicketRecord, { playbooks, now }: Context): string[] {
  const ticked = ticket.steps.flatMap(({ id }) => {
    const view = stepView(ticket, id, playbooks, now);
    return view === undefined || !view.isDone ? [] : [view];
  });
  if (ticked.length === 0) return [];
  const lines = ticked.map(({ step, row, state }) => {
    const how = state === "verified" ? "verified" : "said done";
    return `- ${step.title} (${how}${row.at === null ? "" : `, ${utc(row.at)}`})`;
  });
  return ["Done so far:", ...lines, ""];
}

function missingFacts({ ticket, text }: TicketRecord, apiKey: string | null): string[] {
  const hasKey = ticket.facts.provider === "vonage" ? apiKey !== null : text.accountReference !== null;
  return [
    ...(hasKey ? [] : [ticket.facts.provider === "vonage" ? "the API key" : "the account reference"]),
    ...(text.numbers.length === 0 ? ["the number"] : []),
    ...(text.errors.length === 0 ? ["the errors"] : []),
    ...(text.wabaId === null ? ["the account id"] : []),
  ];
}
