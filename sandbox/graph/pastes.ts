import { type About, type Failure, failed, restriction, vonageRejected } from "./notices.ts";
import { accountIdOf, phoneNumberIdOf } from "./world.ts";

/** What people paste beside a scenario number, in the shapes the providers send. */

/** Scenarios stand still, so what they say is always from the same moment. */
const AT = Date.UTC(2026, 10, 22) / 1000;
/** Far enough away for any demonstration. */
const FOUR_YEARS = (Date.UTC(2030, 11, 31) / 1000 - AT) / (24 * 3600);

function about(number: string): About {
  return { number, accountId: accountIdOf(number), phoneNumberId: phoneNumberIdOf(number), at: AT };
}

/** Meta's status webhook of a message that failed, with the sending number in it. */
export function pasteFailedStatus(number: string, failure: Failure): string {
  return JSON.stringify(failed(about(number), failure));
}

/** Meta's notice of a restriction. */
export function pasteRestriction(number: string): string {
  return JSON.stringify(restriction(about(number), ["RESTRICTED_BIZ_INITIATED_MESSAGING"], FOUR_YEARS));
}

/** Vonage's status callback of a message that was rejected, with Meta's code in the detail. */
export function pasteVonageRejected(number: string): string {
  return JSON.stringify(vonageRejected(about(number)));
}
