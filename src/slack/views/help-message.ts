import { code, join, md } from "../mrkdwn.ts";
import { type BuiltMessage, context, section } from "./blocks.ts";

const LINES = [
  ["/waba status +1 202 555 0123", "what is wrong with a number; pasted error text works too"],
  ["/waba escalate", "file a ticket; with a number behind it the form is filled in"],
  ["/waba explain 131031", "what an error code means and what to do first"],
  ["/waba tickets", "open tickets; also `mine`, `all` or `WL-42`"],
  ["/waba help", "this list"],
] as const;

/** The short help; an unknown word is named, with the likely one. */
export function buildHelpMessage(asked: { word?: string; didYouMean?: string }): BuiltMessage {
  const { word, didYouMean } = asked;
  const unknown = word === undefined || word === "" ? undefined : md`I do not know “${word.slice(0, 40)}”.`;
  const meant = didYouMean === undefined ? undefined : md`Did you mean ${code(`/waba ${didYouMean}`)}?`;
  const lines = LINES.map(([command, does]) => md`• ${code(command)}: ${does}`);
  const first = join([unknown, meant], " ");
  return {
    text: join([first, md`Write ${LINES.map(([command]) => command).join(", ")}.`], " ").mrkdwn,
    blocks: [
      section(join([first, md`*What I can do*`, ...lines])),
      context(
        md`Or mention me with a pasted error, or press ⋯ on a message and choose *Diagnose this error*. Tokens, passwords and PINs belong nowhere here.`,
      ),
    ],
  };
}
