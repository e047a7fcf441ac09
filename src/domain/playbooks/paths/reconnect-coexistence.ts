import { REGISTRATION_GATES } from "../conditions.ts";
import type { Playbook } from "../playbook.ts";

export const RECONNECT_COEXISTENCE = {
  path: "reconnect_coexistence",
  title: "Reconnect a number of the WhatsApp Business app",
  version: 1,
  steps: [
    {
      id: "coex.reason",
      title: "Read why the number left",
      who: ["support"],
      needs: [],
      does: "Inactive main phone, inactive companion, number changed, app re-registered, or disconnected by a person.",
      careful: "Not a lock. The only inactivity rule Meta is known to have.",
      verifiedBy: { words: "the disconnection reason, or the owner's answer" },
      sources: ["meta:account-update", "V8"],
    },
    {
      id: "coex.open_app",
      title: "Open the WhatsApp Business app on the phone",
      who: ["admin"],
      needs: ["coex.reason"],
      does: "The main phone goes online with the same number and is kept in use.",
      careful: "Do not delete or re-register the app account.",
      verifiedBy: { words: "the owner confirms" },
      outside:
        "Please open the WhatsApp Business app on the main phone with this number, let it go online and keep it in use. Please do not delete or re-register the account in the app.",
      sources: ["meta:account-update"],
    },
    {
      id: "coex.sign_up",
      title: "Connect again through the provider",
      who: ["admin"],
      needs: ["coex.open_app"],
      gates: [...REGISTRATION_GATES],
      does: "Fresh sign-up link, “use the existing app number”, same account.",
      careful: "Deregister does not exist for these numbers.",
      verifiedBy: { words: "a reconnected signal, or the number is listed", proof: "reconnected" },
      changesRegistration: true,
      outside:
        "Please open the fresh sign-up link from the provider, choose “use the existing app number” and the same WhatsApp account as before.",
      sources: ["meta:account-update", "meta:registration", "vonage:hosted-sign-up"],
    },
  ],
} as const satisfies Playbook;
