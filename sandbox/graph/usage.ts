/** How much of the hour's budget is used, in percent, and how long Meta wants to be left alone. */
export type Usage = { percent: number; minutes?: number };

/** Calls an app may make to one active account in an hour. */
const CALLS_PER_HOUR = 5000;

/** A long demonstration must not throttle itself: nearly used up is a fault somebody asks for. */
const MOST_PERCENT = 50;

/** What so many calls come to. */
export function usageOf(calls: number): Usage {
  return { percent: Math.min(MOST_PERCENT, Math.floor((100 * calls) / CALLS_PER_HOUR)) };
}

/** JSON inside a header: https://developers.facebook.com/docs/graph-api/overview/rate-limiting */
export function appUsage({ percent }: Usage): Record<string, string> {
  const share = Math.round(percent / 4);
  return { "X-App-Usage": JSON.stringify({ call_count: percent, total_time: share, total_cputime: share }) };
}

/** The same for one account, under the id of its portfolio. Which `type` WhatsApp uses is not published. */
export function businessUsage(businessId: string, { percent, minutes = 0 }: Usage): Record<string, string> {
  const share = Math.round(percent / 8);
  const row = { type: "whatsapp", call_count: percent, total_cputime: share, total_time: share };
  const used = { [businessId]: [{ ...row, estimated_time_to_regain_access: minutes }] };
  return { "X-Business-Use-Case-Usage": JSON.stringify(used) };
}
