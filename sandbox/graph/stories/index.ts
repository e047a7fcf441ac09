import { PAYMENT_BLOCK } from "./payment.ts";
import { POLICY } from "./policy.ts";
import { SIGNED_UP_AGAIN } from "./signed-up-again.ts";
import type { Story } from "./story.ts";

/** Every number that changes over time, in the order its page shows them. */
export const STORIES: readonly Story[] = [POLICY, PAYMENT_BLOCK, SIGNED_UP_AGAIN];
