import type { DoNot, Verdict } from "./diagnosis.ts";
import type { Finding } from "./finding.ts";

const HANDS_OFF: readonly DoNot[] = ["register", "remove_number", "retry_sends"];

/** What would make it worse. Most numbers that could not be saved began with a well-meant repair. */
export function doNotDo(verdict: Verdict, standing: readonly Finding[], lockPossible: boolean): readonly DoNot[] {
  const has = (...kinds: readonly Finding["kind"][]) => standing.some((finding) => kinds.includes(finding.kind));
  const add: DoNot[] = [];
  if (verdict === "locked" || lockPossible) add.push(...HANDS_OFF);
  if (verdict === "restricted") add.push("register", "remove_number", "retry_sends", "new_account");
  if (verdict === "locked") add.push("new_account");
  if (has("pin_refused", "pin_in_details")) add.push("guess_pin", "register", "remove_number");
  if (has("register_refused_as_locked")) add.push("guess_pin");
  if (has("register_wait", "health_blocked", "access_removed")) add.push("register");
  if (has("coexistence_dropped", "access_removed", "health_blocked")) add.push("remove_number");
  if (standing.some((finding) => finding.kind === "violation_listed" && finding.answer === "in_review")) {
    add.push("second_appeal");
  }
  if (standing.some((finding) => finding.kind === "sign_seen" && finding.sign === "reverification_asked")) {
    add.push("guess_pin");
  }
  return [...new Set(add)];
}
