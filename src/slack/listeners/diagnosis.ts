import { diagnosisMessage } from "../diagnosis-message.ts";
import type { Surface } from "../surface.ts";
import { buildPasteModal } from "../views/paste-modal.ts";
import { answerEvidence } from "./answers.ts";
import { openEscalation } from "./escalation.ts";
import { diagnosisOf, type Press } from "./press.ts";

const GONE = "This diagnosis is no longer kept. Run `/waba status` with the number, or paste the error again.";

const SHARED = "This was shared here already.";
const NOT_HERE =
  "Locksmith is not in this conversation, so it cannot post here. In a channel run `/invite @Locksmith`, then press *Share to channel* again.";
/** A command works everywhere, a post only where the bot is. A private channel without it does not exist for it. */
const ABSENT = new Set(["not_in_channel", "channel_not_found"]);

/** `answer:<question>:<value>`: one more fact, and the diagnosis is made again in its place. */
export async function answerQuestion(surface: Surface, press: Press): Promise<void> {
  const base = await diagnosisOf(surface, press);
  if (base === undefined) return press.tell(GONE);
  const [, question = "", value] = press.actionId.split(":");
  if (value === undefined || value === "field") {
    return press.open(buildPasteModal({ diagnosisId: base.id, question }));
  }
  const evidence = answerEvidence(question, value, surface.clock());
  if (evidence === undefined) return press.tell("This button is from an older version. Ask for the diagnosis again.");
  const { stored } = await surface.diagnoseNumber({ by: press.by, base, answers: [evidence] });
  await replace(surface, press, stored);
}

export async function checkAgain(surface: Surface, press: Press): Promise<void> {
  const base = await diagnosisOf(surface, press);
  if (base === undefined) return press.tell(GONE);
  const { stored } = await surface.diagnoseNumber({ by: press.by, base });
  await replace(surface, press, stored);
}

export async function escalateDiagnosis(surface: Surface, press: Press): Promise<void> {
  const diagnosis = await diagnosisOf(surface, press);
  await openEscalation(surface, { triggerId: press.triggerId, by: press.by, diagnosis });
}

/** Posts the private answer for everybody, once; never into a channel shared outside. */
export async function shareDiagnosis(surface: Surface, press: Press): Promise<void> {
  const { channel } = press;
  const stored = await diagnosisOf(surface, press);
  if (stored === undefined || channel === undefined) return press.tell(GONE);
  const once = `share ${stored.id} ${channel}`;
  let isTaken = false;
  try {
    const outside = await surface.access.refusesChannel(channel);
    if (outside !== undefined) return press.tell(outside);
    isTaken = await surface.store.deliveries.takeOn(once, surface.clock());
    if (!isTaken) return press.tell(SHARED);
    await surface.clients.interactive.chat.postMessage({
      channel,
      ...diagnosisMessage(surface, stored, { isPrivate: false, secrets: [] }),
      unfurl_links: false,
      unfurl_media: false,
    });
  } catch (error) {
    // An earlier press that did share must not be forgotten because this one failed before its turn.
    if (isTaken) await surface.store.deliveries.giveUp(once);
    if (!ABSENT.has(wordOf(error))) throw error;
    await press.tell(NOT_HERE);
  }
}

function wordOf(error: unknown): string {
  return (error as { data?: { error?: string } }).data?.error ?? "";
}

async function replace(surface: Surface, press: Press, stored: Parameters<typeof diagnosisMessage>[1]): Promise<void> {
  // A message in a channel stays one for everybody; an ephemeral one is replaced for the person alone.
  const message = diagnosisMessage(surface, stored, { isPrivate: press.isEphemeral, secrets: [] });
  await press.respond({ replace_original: true, ...message });
}
