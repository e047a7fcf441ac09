/**
 * Steps that find something out. A tick alone does not say what was found, and the answer is what chooses the path
 * or opens the next step; so whoever ticks one of these is asked for it at once.
 */
export const FINDS_OUT: ReadonlySet<string> = new Set([
  "find.code",
  "find.scope",
  "find.support_home",
  "find.changes",
  "find.attempts",
  "find.open_provider_case",
  "wait.what_still_works",
  "pay.recheck",
  "coex.sign_up",
  "policy.read",
  "policy.review_offered",
  "policy.decision",
  "rereg.provider_decides",
  "rereg.attempts_left",
  "older.can_remove",
  "older.can_add_back",
  "tech.case",
  "tech.result",
  "meta.open",
  "meta.answer",
]);
