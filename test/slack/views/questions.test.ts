import { expect, test } from "vitest";
import { buildEscalationModal } from "../../../src/slack/views/escalation/modal.ts";
import { QUESTION } from "../../../src/slack/views/questions.ts";
import { buildUpdateModal } from "../../../src/slack/views/update/modal.ts";
import { someFacts } from "../../domain/ticket/a-ticket.ts";

test.each(Object.values(QUESTION))(
  "%s is asked in the same words when a ticket is filed and when it is updated",
  (id) => {
    const text = { providerCase: null, metaCase: null };
    const answered = { supportHome: "no_access", scope: "account", onboarded: "older", incoming: "works" } as const;
    const facts = someFacts({ ...answered, recentChanges: ["migrated"] });
    const forms = [
      buildEscalationModal({ ...answered, recentChanges: ["migrated"] }),
      buildUpdateModal("WL-42", { facts, text }),
    ];
    const [filed, updated] = forms.map(({ blocks }) => blocks.filter((block) => block.block_id === id));
    expect(filed).toHaveLength(1);
    expect(updated).toEqual(filed);
  },
);
