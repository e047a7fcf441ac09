import type { KnownBlock, ModalView } from "@slack/types";
import type { SecretKind } from "../../domain/redaction.ts";
import { join, link, md, sentence } from "../mrkdwn.ts";
import { section } from "./blocks.ts";
import { modal } from "./modal.ts";
import { secretNames, secretSteps } from "./secret-warning.ts";

export const FILED = "filed";

type Filed = {
  ref: string;
  /** Address of the card; absent while it is still on its way to the channel. */
  url?: string | undefined;
  /** Id of the support channel. */
  channel?: string | undefined;
  /** The same form came twice; the ticket is the first one's. */
  again?: boolean;
  /** The report joined a ticket that was open already. */
  added?: boolean;
  secrets?: readonly SecretKind[];
};

/** What the modal turns into once the ticket is stored. */
export function buildFiledView(filed: Filed): ModalView {
  const view = modal({
    id: FILED,
    title: filed.added === true ? `Added to ${filed.ref}` : `Filed as ${filed.ref}`,
    blocks: [section(join([headline(filed), where(filed), NEXT])), ...secrets(filed.secrets ?? [])],
  });
  // A report that joins a ticket is confirmed above the form, and closing must not lead back to a form that is done.
  return { ...view, clear_on_close: true };
}

const NEXT = md`Until the ticket says otherwise: nobody registers, removes the number or tries a PIN.`;

function headline({ ref, again, added }: Filed) {
  if (added === true) return md`✅ *Added to ${ref}.* Your report stands there with your name.`;
  return again === true
    ? md`✅ *Already filed as ${ref}.* Nothing was added.`
    : md`✅ *Filed as ${ref}.* It is stored.`;
}

function where({ url, channel }: Filed) {
  if (url !== undefined) return link(url, "Open the ticket");
  return channel === undefined
    ? md`The card follows in the support channel.`
    : sentence(`The card follows in <#${channel}>.`);
}

function secrets(kinds: readonly SecretKind[]): KnownBlock[] {
  if (kinds.length === 0) return [];
  return [
    section(
      join([
        md`⚠️ *Removed from what you pasted: ${secretNames(kinds)}.* If it came from a message, delete that message.`,
        secretSteps(kinds),
      ]),
    ),
  ];
}
