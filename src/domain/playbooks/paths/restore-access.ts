import type { Playbook } from "../playbook.ts";

export const RESTORE_ACCESS = {
  path: "restore_access",
  title: "Restore the access",
  version: 1,
  steps: [
    {
      id: "access.whose",
      title: "Find out whose access ended",
      who: ["support"],
      needs: [],
      does: "Our token, the partner link, or the provider account.",
      careful: "We cannot see the number: this says nothing about a lock.",
      verifiedBy: { words: "a code or a signal" },
      sources: ["meta:error-codes", "vonage:errors"],
    },
    {
      id: "access.restore",
      title: "Give the access back",
      who: ["admin", "provider"],
      needs: ["access.whose"],
      does: "New system-user token with both WhatsApp permissions, partner link, or the provider's account team.",
      careful: "Somebody may have removed it on purpose: ask first.",
      verifiedBy: { words: "a reading works again", proof: "access_back" },
      outside:
        "Our access to the WhatsApp account ended. If that was not on purpose: please share the account with us again, or have the provider's account team lift the suspension. A new token goes into the settings, never into a message.",
      sources: ["meta:permissions", "meta:account-update"],
    },
    {
      id: "access.recheck",
      title: "Diagnose again",
      who: ["support"],
      needs: ["access.restore"],
      does: "Run the check once more.",
      settles: { on: "done", facts: { accessLost: false } },
      verifiedBy: { words: "a reading", proof: "health_read" },
      sources: ["practice"],
    },
  ],
} as const satisfies Playbook;
