import { FIND_THE_CAUSE } from "./paths/find-the-cause.ts";
import { META_REVIEW } from "./paths/meta-review.ts";
import { NOT_RECOVERABLE } from "./paths/not-recoverable.ts";
import { PAYMENT } from "./paths/payment.ts";
import { PIN } from "./paths/pin.ts";
import { POLICY } from "./paths/policy.ts";
import { PREVENT } from "./paths/prevent.ts";
import { PROVE_IT_WORKS } from "./paths/prove-it-works.ts";
import { PROVIDER_REREGISTRATION } from "./paths/provider-reregistration.ts";
import { RECONNECT_COEXISTENCE } from "./paths/reconnect-coexistence.ts";
import { RESTORE_ACCESS } from "./paths/restore-access.ts";
import { SECURE_ACCOUNT } from "./paths/secure-account.ts";
import { STOP_THE_BLEEDING } from "./paths/stop-the-bleeding.ts";
import { TECHNICAL_LOCK } from "./paths/technical-lock.ts";
import { WAIT_RESTRICTION } from "./paths/wait-restriction.ts";
import type { BuiltInPath, Playbook } from "./playbook.ts";

/** One playbook per path; a path without one does not compile. */
export const PLAYBOOKS = {
  secure_account: SECURE_ACCOUNT,
  stop_the_bleeding: STOP_THE_BLEEDING,
  find_the_cause: FIND_THE_CAUSE,
  policy: POLICY,
  wait_restriction: WAIT_RESTRICTION,
  payment: PAYMENT,
  restore_access: RESTORE_ACCESS,
  reconnect_coexistence: RECONNECT_COEXISTENCE,
  pin: PIN,
  technical_lock: TECHNICAL_LOCK,
  provider_reregistration: PROVIDER_REREGISTRATION,
  meta_review: META_REVIEW,
  prove_it_works: PROVE_IT_WORKS,
  not_recoverable: NOT_RECOVERABLE,
  prevent: PREVENT,
} as const satisfies Record<BuiltInPath, Playbook>;
