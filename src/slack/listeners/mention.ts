import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import { recognise } from "../../domain/recognition/recognise.ts";
import type { Recognition } from "../../domain/recognition/recognition.ts";
import { messageText } from "../message-text.ts";
import { readSnippets } from "../snippets.ts";
import type { Surface } from "../surface.ts";
import { readTyped } from "../typed-text.ts";
import { buildSecretWarning } from "../views/secret-warning.ts";

type Args = SlackEventMiddlewareArgs<"app_mention"> & AllMiddlewareArgs;
type Message = Readonly<Record<string, unknown>>;

const NOTHING_HERE =
  "I found no WhatsApp or provider error in this. Paste the error text, a webhook or a health check after the mention, or press ⋯ on a message and choose *Diagnose this error*.";

/** `@Locksmith <anything pasted>`: a diagnosis in the thread. */
export function createMention(surface: Surface) {
  return async ({ event, body }: Args): Promise<void> => {
    const by = event.user ?? "";
    const { interactive } = surface.clients;
    const say = (text: string) =>
      interactive.chat.postEphemeral({ channel: event.channel, user: by, text, ...inThread(event) });

    const from = (event as { user_team?: string; team?: string }).user_team ?? event.team ?? null;
    const allowed = await surface.access.mayUse({ userId: by, teamId: from });
    if (!allowed.ok) return void (await say(allowed.says));
    const outside = await surface.access.refusesChannel(event.channel);
    if (outside !== undefined) return void (await say(outside));

    const read = await readMention(surface, event as unknown as Message);
    if (read === undefined) return void (await say(NOTHING_HERE));
    const answer = await surface.diagnoseNumber({ by, read });
    // One answer to one event, also when a process went away in the middle and another goes on.
    await surface.store.notices.add([
      {
        id: `answer:${body.event_id}`,
        ticketId: null,
        kind: "answer",
        channel: event.channel,
        parentId: null,
        threadTs: event.thread_ts ?? event.ts,
        body: { diagnosis: answer.stored.id },
        wantedRevision: 1,
      },
    ]);
    if (answer.secrets.length > 0) {
      await interactive.chat.postEphemeral({
        channel: event.channel,
        user: by,
        ...inThread(event),
        ...buildSecretWarning(answer.secrets),
      });
    }
  };
}

function inThread(event: { thread_ts?: string }): { thread_ts?: string } {
  return event.thread_ts === undefined ? {} : { thread_ts: event.thread_ts };
}

/** The mention's own text; without an error in it, the parent of the thread; undefined when there is none either. */
async function readMention(surface: Surface, event: Message): Promise<Recognition | undefined> {
  const own = recognise(await wholeText(surface, event));
  if (own.isOurs) return own;
  const threadTs = event.thread_ts;
  if (typeof threadTs !== "string") return undefined;
  const { messages } = await surface.clients.background.conversations.replies({
    channel: String(event.channel),
    ts: threadTs,
    limit: 1,
  });
  const parent = messages?.[0];
  if (parent === undefined) return undefined;
  const read = recognise(await wholeText(surface, parent as unknown as Message));
  return read.isOurs ? read : undefined;
}

/** Text, attachments, blocks and text snippets, without the mention itself. */
export async function wholeText(
  surface: Pick<Surface, "clients" | "identity" | "log">,
  message: Message,
): Promise<string> {
  const text = messageText(message).replaceAll(`<@${surface.identity.botUserId}>`, " ");
  const snippets = await readSnippets(surface.clients.background, message.files, surface.log);
  return [readTyped(text), ...snippets].filter(Boolean).join("\n");
}
