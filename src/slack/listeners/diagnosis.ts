import { diagnosisMessage } from "../diagnosis-message.ts";
import type { Surface } from "../surface.ts";
import { buildPasteModal } from "../views/paste-modal.ts";
import { answerEvidence } from "./answers.ts";
import { openEscalation } from "./escalation.ts";
import { diagnosisOf, type Press } from "./press.ts";

const GONE = "This diagnosis is no longer kept. Run `/waba status` with the number, or paste the error again.";

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

/** Posts the private answer for everybody; never into a channel shared outside. */
export async function shareDiagnosis(surface: Surface, press: Press): Promise<void> {
  const stored = await diagnosisOf(surface, press);
  if (stored === undefined || press.channel === undefined) return press.tell(GONE);
  const outside = await surface.access.refusesChannel(press.channel);
  if (outside !== undefined) return press.tell(outside);
  await surface.clients.interactive.chat.postMessage({
    channel: press.channel,
    ...diagnosisMessage(surface, stored, { isPrivate: false, secrets: [] }),
    unfurl_links: false,
    unfurl_media: false,
  });
}

async function replace(surface: Surface, press: Press, stored: Parameters<typeof diagnosisMessage>[1]): Promise<void> {
  // A message in a channel stays one for everybody; an ephemeral one is replaced for the person alone.
  const message = diagnosisMessage(surface, stored, { isPrivate: press.isEphemeral, secrets: [] });
  await press.respond({ replace_original: true, ...message });
}
