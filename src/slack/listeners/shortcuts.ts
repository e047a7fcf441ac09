import type { AllMiddlewareArgs, SlackShortcut, SlackShortcutMiddlewareArgs } from "@slack/bolt";
import { diagnosisMessage } from "../diagnosis-message.ts";
import type { Surface } from "../surface.ts";
import { buildSorryView } from "../views/loading-view.ts";
import { buildSecretWarning } from "../views/secret-warning.ts";
import { openEscalation } from "./escalation.ts";
import { wholeText } from "./mention.ts";

type Args = SlackShortcutMiddlewareArgs<SlackShortcut> & AllMiddlewareArgs;
type Handle = (surface: Surface, args: Args) => Promise<void>;

const HANDLERS: Record<string, Handle> = {
  escalate_number: escalateNumber,
  diagnose_message: diagnoseMessage,
  escalate_message: escalateMessage,
};
export const SHORTCUTS = Object.keys(HANDLERS);

export function createShortcuts(surface: Surface) {
  return async (args: Args): Promise<void> => {
    await args.ack();
    const { user, callback_id } = args.shortcut;
    const allowed = await surface.access.mayUse({
      userId: user.id,
      teamId: user.team_id ?? args.shortcut.team?.id ?? null,
    });
    if (!allowed.ok) return tell(surface, args, allowed.says);
    await HANDLERS[callback_id]?.(surface, args);
  };
}

async function escalateNumber(surface: Surface, { shortcut }: Args): Promise<void> {
  await openEscalation(surface, { triggerId: shortcut.trigger_id, by: shortcut.user.id });
}

async function escalateMessage(surface: Surface, args: Args): Promise<void> {
  const { shortcut } = args;
  if (shortcut.type !== "message_action") return;
  // No live reads here: the trigger lives three seconds.
  const text = await wholeText(surface, shortcut.message);
  const { stored, secrets } = await surface.diagnoseNumber({ by: shortcut.user.id, text, isLive: false });
  await openEscalation(surface, { triggerId: shortcut.trigger_id, by: shortcut.user.id, diagnosis: stored });
  if (secrets.length > 0) await warn(args, secrets);
}

async function diagnoseMessage(surface: Surface, args: Args): Promise<void> {
  const { shortcut } = args;
  if (shortcut.type !== "message_action") return;
  const text = await wholeText(surface, shortcut.message);
  const { stored, secrets } = await surface.diagnoseNumber({ by: shortcut.user.id, text });
  const message = diagnosisMessage(surface, stored, { isPrivate: true, secrets });
  await args.respond({ response_type: "ephemeral", replace_original: false, ...message });
  if (secrets.length > 0) await warn(args, secrets);
}

/** Through the response_url, because a shortcut is also used where the bot is not. */
async function warn({ respond }: Args, secrets: Parameters<typeof buildSecretWarning>[0]): Promise<void> {
  await respond({ response_type: "ephemeral", replace_original: false, ...buildSecretWarning(secrets) });
}

async function tell(surface: Surface, { shortcut, respond }: Args, text: string): Promise<void> {
  if (shortcut.type === "message_action") {
    await respond({ response_type: "ephemeral", replace_original: false, text });
    return;
  }
  // A global shortcut happens in no channel, so a dialog is the only place for a sentence.
  await surface.clients.interactive.views.open({
    trigger_id: shortcut.trigger_id,
    view: buildSorryView("Not possible", text),
  });
}
