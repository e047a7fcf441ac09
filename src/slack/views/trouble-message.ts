import { join, type Mrkdwn, md } from "../mrkdwn.ts";
import { section } from "./blocks.ts";
import { spoken, type TicketMessage, ticketMetadata } from "./ticket-message.ts";

type Trouble = { ticket: string; id: string; channel: string; because: string | null };

/** What to do about each of Slack's words. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const MENDS: Readonly<Record<string, Mrkdwn>> = {
  is_archived: md`The channel is archived. Unarchive it, or have another one set as \`SUPPORT_CHANNEL\`.`,
  not_in_channel: md`Locksmith is not in the channel. Invite it there: \`/invite @Locksmith\`.`,
  channel_not_found: md`Locksmith cannot see the channel. It was deleted, or Locksmith was removed from it: invite it again.`,
  shared_outside: md`The channel is shared with another organisation now, and no ticket is posted there. Use a channel of your own workspace.`,
  restricted_action: md`Not everybody may post in the channel. Ask who runs it to let Locksmith post.`,
  restricted_action_thread_locked: md`The ticket's thread is locked. Ask who runs the channel to unlock it.`,
  edit_window_closed: md`This workspace does not let messages be changed so late. Ask an admin to allow apps to edit theirs at any time.`,
  cant_update_message: md`This workspace does not let the message be changed. Ask an admin to allow apps to edit theirs.`,
  message_not_found: md`The message was deleted. The ticket goes on: \`/waba tickets\` lists it.`,
  missing_scope: md`Locksmith lacks a permission. Whoever runs it can see which one with \`doctor\`.`,
};

/** A direct message to who has the ticket, because the place where it would stand is the trouble. */
export function buildTroubleMessage({ ticket, id, channel, because }: Trouble): TicketMessage {
  const says =
    because === null
      ? md`✅ *${ticket}* is shown in <#${channel}> again, as it stands now.`
      : join([
          md`⚠️ *${ticket}* cannot be shown in <#${channel}>: Slack answers \`${because}\`.`,
          MENDS[because] ?? md`Whoever runs Locksmith can see more with \`doctor\`.`,
          md`Nothing is lost: everything is stored, and it is shown again when Slack takes it.`,
        ]);
  return { text: spoken(says), blocks: [section(says)], metadata: ticketMetadata(ticket, "trouble", id) };
}
