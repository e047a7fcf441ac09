import type { Evidence } from "../../evidence.ts";
import { errorsOf, isCallingCode, isTemplate, seenErrors } from "../seen-errors.ts";
import type { Concluded, Rule } from "./rule.ts";

/** Errors that concern one recipient, one template, one request, or everybody at Meta: never this account. */
export const oneMessage: Rule = (evidence) => [
  ...errorsOf(evidence, "recipient").map(
    ({ code, from }): Concluded => ({ finding: { kind: "one_recipient", code }, from }),
  ),
  ...errorsOf(evidence, "request")
    .filter((error) => !isCallingCode(error.code.code))
    .map(({ code, from }): Concluded => ({ finding: { kind: "request_wrong", code }, from })),
  ...errorsOf(evidence, "outage").map(({ code, from }): Concluded => ({ finding: { kind: "outage", code }, from })),
  ...errorsOf(evidence, "template").map(
    ({ code, from }): Concluded => ({ finding: { kind: "template_only", code }, from }),
  ),
  ...seenErrors(evidence)
    .filter((error) => isTemplate(error) && error.canSend !== "AVAILABLE")
    .map(({ code, from }): Concluded => ({ finding: { kind: "template_only", code }, from })),
  ...evidence.flatMap(byTemplateEvent),
];

/** `LOCKED` in message_template_status_update is a locked template; no webhook says that an account is locked. */
function byTemplateEvent(item: Evidence): readonly Concluded[] {
  return item.kind === "template_event" ? [{ finding: { kind: "template_only", event: item.event }, from: item }] : [];
}
