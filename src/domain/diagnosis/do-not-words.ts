import type { DoNot } from "./diagnosis.ts";

const DO_NOT: Record<DoNot, string> = {
  register:
    "Do not register, deregister or press Connect: attempts are limited, and a locked account may refuse them anyway.",
  remove_number: "Do not remove the number or the account: the way back may be closed.",
  guess_pin: "Do not guess the PIN: every wrong try makes the wait longer.",
  retry_sends: "Do not repeat failed sends: it does not help and can look like spam.",
  second_appeal: "Do not file a second appeal while one is in review.",
  new_account: "Do not open a new account or number instead: it can look like dodging a decision.",
};

export function doNotLine(doNot: DoNot): string {
  return DO_NOT[doNot];
}
