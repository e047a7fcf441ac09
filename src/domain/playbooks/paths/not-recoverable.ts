import { CONDITIONS } from "../conditions.ts";
import type { Playbook } from "../playbook.ts";

export const NOT_RECOVERABLE = {
  path: "not_recoverable",
  title: "Not recoverable",
  version: 1,
  steps: [
    {
      id: "end.confirm",
      title: "Have the final decision in writing",
      who: ["support"],
      needs: [],
      needsAnyOf: {
        steps: ["meta.answer", "policy.decision"],
        words: "the answer of Meta or the decision on the appeal must be recorded",
      },
      gates: [CONDITIONS.refused_finally],
      does: "Keep the text and the date.",
      careful: "An unanswered case is not a refusal.",
      verifiedBy: { words: "the copied answer" },
      sources: ["meta:policy-enforcement"],
    },
    {
      id: "end.keep",
      title: "Save what can be saved",
      who: ["sender"],
      needs: ["end.confirm"],
      does: "Templates, consent records, message history on our side.",
      verifiedBy: { words: "where it lies" },
      outside:
        "The account will not come back. Please save templates, consent records and message history on your side, and tell us where they lie.",
      sources: ["practice"],
    },
    {
      id: "end.next",
      title: "Agree the way on with the provider",
      who: ["provider"],
      needs: ["end.confirm"],
      does: "Ask what Meta allows this business next.",
      careful: "A new account for the same conduct is usually closed too.",
      verifiedBy: { words: "a written answer" },
      outside:
        "Meta refused finally. Please tell us in writing what Meta allows this business next. We open no new account without that.",
      sources: ["ycloud:restrictions", "practice"],
    },
  ],
} as const satisfies Playbook;
