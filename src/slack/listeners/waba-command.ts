import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from "@slack/bolt";
import { parsePhoneNumber } from "../../domain/phone-number.ts";
import { diagnosisMessage } from "../diagnosis-message.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { Surface } from "../surface.ts";
import { ticketMessage } from "../ticket-messages.ts";
import { readTyped } from "../typed-text.ts";
import type { BuiltMessage } from "../views/blocks.ts";
import { buildExplainMessage } from "../views/explain-message.ts";
import { buildHelpMessage } from "../views/help-message.ts";
import { buildSecretWarning } from "../views/secret-warning.ts";
import { buildTicketsMessage } from "../views/tickets-message.ts";
import { openEscalation } from "./escalation.ts";

type Args = SlackCommandMiddlewareArgs & AllMiddlewareArgs;
type Handle = (surface: Surface, args: Args, rest: string) => Promise<void>;

const HANDLERS: Record<string, Handle> = { status, escalate, explain, tickets, help };
export const WORDS = Object.keys(HANDLERS);

/** `/waba <word> …`; every answer is private. */
export function createWabaCommand(surface: Surface) {
  return async (args: Args): Promise<void> => {
    const typed = readTyped(args.command.text ?? "");
    const [first = "", ...others] = typed.split(/\s+/);
    const word = first.toLowerCase();
    const handle = HANDLERS[word] ?? (word === "" ? help : undefined);
    if (handle !== undefined) return handle(surface, args, others.join(" "));
    const meant = /^[a-z]+$/.test(word) ? didYouMean(word, WORDS) : undefined;
    // A number or a pasted error without the word in front is a status question.
    const isStatus = parsePhoneNumber(typed).ok || typed.length > 40;
    if (meant === undefined && isStatus) return status(surface, args, typed);
    await args.ack(ephemeral(buildHelpMessage({ word: first, ...(meant === undefined ? {} : { didYouMean: meant }) })));
  };
}

async function status(surface: Surface, args: Args, rest: string): Promise<void> {
  const { ack, respond, command } = args;
  const parsed = parsePhoneNumber(rest);
  if (rest === "") {
    return ack("Which number? Write `/waba status +1 202 555 0123`, or paste the error text after `status`.");
  }
  const isText = !parsed.ok && /[a-z]{3}/i.test(rest);
  if (!parsed.ok && !isText) return ack(parsed.says);
  // Slack does not replace a command's answer, whatever is asked: the diagnosis follows as a second private line.
  // https://github.com/slackapi/bolt-js/issues/2287
  await ack(parsed.ok ? `Checking ${parsed.display}…` : "Reading what you pasted…");
  const allowed = await surface.access.mayUse({ userId: command.user_id, teamId: command.team_id });
  if (!allowed.ok) {
    await respond({ response_type: "ephemeral", text: allowed.says });
    return;
  }
  const answer = await surface.diagnoseNumber({
    by: command.user_id,
    ...(parsed.ok ? { number: parsed.number } : { text: rest }),
  });
  const message = diagnosisMessage(surface, answer.stored, { isPrivate: true, secrets: answer.secrets });
  await respond(ephemeral(message));
  if (answer.secrets.length > 0) await respond(ephemeral(buildSecretWarning(answer.secrets)));
}

async function escalate(surface: Surface, { ack, command, respond }: Args, rest: string): Promise<void> {
  const parsed = parsePhoneNumber(rest);
  if (rest !== "" && !parsed.ok) return ack(`${parsed.says} \`/waba escalate\` alone opens an empty form.`);
  await ack();
  const allowed = await surface.access.mayUse({ userId: command.user_id, teamId: command.team_id });
  if (!allowed.ok) {
    await respond({ response_type: "ephemeral", text: allowed.says });
    return;
  }
  const diagnosis = parsed.ok ? await surface.store.diagnoses.latestFor(parsed.number) : undefined;
  await openEscalation(surface, {
    triggerId: command.trigger_id,
    by: command.user_id,
    diagnosis,
    ...(parsed.ok ? { draft: { numbers: [parsed.number] } } : {}),
  });
}

async function explain(_surface: Surface, { ack }: Args, rest: string): Promise<void> {
  await ack(ephemeral(buildExplainMessage(rest)));
}

async function tickets(surface: Surface, { ack, command, respond }: Args, rest: string): Promise<void> {
  await ack();
  const allowed = await surface.access.mayUse({ userId: command.user_id, teamId: command.team_id });
  const answer = allowed.ok ? await ticketList(surface, command.user_id, rest) : { text: allowed.says };
  await respond(ephemeral(answer));
}

async function ticketList(surface: Surface, by: string, rest: string): Promise<BuiltMessage | { text: string }> {
  const ref = /^(?:wl-?)?(\d{1,9})$/i.exec(rest)?.[1];
  if (ref !== undefined) return ticketMessage(surface, `WL-${Number(ref)}`);
  const which = rest === "" ? "open" : rest.toLowerCase();
  if (which !== "mine" && which !== "open" && which !== "all") {
    return { text: "Write `/waba tickets`, `/waba tickets mine`, `/waba tickets all` or `/waba tickets WL-42`." };
  }
  const records = await surface.store.tickets.list({
    limit: 20,
    ...(which === "all" ? {} : { open: true }),
    ...(which === "mine" ? { assignee: by } : {}),
  });
  return buildTicketsMessage(records, { which, now: surface.clock() });
}

async function help(_surface: Surface, { ack }: Args): Promise<void> {
  await ack(ephemeral(buildHelpMessage({})));
}

function ephemeral<T extends { text: string }>(message: T) {
  return { response_type: "ephemeral" as const, ...message };
}
