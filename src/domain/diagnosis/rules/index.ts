import type { Evidence } from "../../evidence.ts";
import type { Instant } from "../../time.ts";
import { access } from "./access.ts";
import { answers } from "./answers.ts";
import { ban } from "./ban.ts";
import { coexistence } from "./coexistence.ts";
import { delivery } from "./delivery.ts";
import { health } from "./health.ts";
import { limits } from "./limits.ts";
import { lockCodes } from "./lock-codes.ts";
import { node } from "./node.ts";
import { oneMessage } from "./one-message.ts";
import { otherCodes } from "./other-codes.ts";
import { payment } from "./payment.ts";
import { pinCodes } from "./pin-codes.ts";
import { registration } from "./registration.ts";
import { restriction } from "./restriction.ts";
import type { Concluded, Rule } from "./rule.ts";
import { security } from "./security.ts";
import { signs } from "./signs.ts";
import { unread } from "./unread.ts";
import { verification } from "./verification.ts";
import { violation } from "./violation.ts";

/** Every rule, in the order in which a person wants to read the findings. */
const RULES: readonly Rule[] = [
  lockCodes,
  ban,
  restriction,
  violation,
  pinCodes,
  registration,
  payment,
  verification,
  access,
  coexistence,
  security,
  health,
  limits,
  oneMessage,
  otherCodes,
  signs,
  answers,
  node,
  delivery,
  unread,
];

export function findAll(evidence: readonly Evidence[], now: Instant): readonly Concluded[] {
  return RULES.flatMap((rule) => rule(evidence, now));
}
