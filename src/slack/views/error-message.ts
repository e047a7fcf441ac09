import { code, md } from "../mrkdwn.ts";
import { type BuiltMessage, section } from "./blocks.ts";

/** Something failed here, not in what the person did: one sentence and an id that finds it in the log. */
export function buildErrorMessage(
  reference: string,
  says = "Something went wrong here. Look whether it was done, then try again in a moment.",
): BuiltMessage {
  const text = md`${says} If it happens again, tell whoever runs this app: reference ${code(reference.slice(0, 40))}.`;
  return { text: text.mrkdwn, blocks: [section(text)] };
}
