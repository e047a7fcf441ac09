import { z } from "zod";

// Both headers are JSON inside a string: https://developers.facebook.com/docs/graph-api/overview/rate-limiting
const percent = z.number().catch(0);
const AppUsage = z.object({ call_count: percent, total_time: percent, total_cputime: percent });
const BusinessUsage = z.record(
  z.string(),
  z.array(AppUsage.extend({ estimated_time_to_regain_access: z.number().catch(0) })),
);

const MOST_MINUTES = 24 * 60;

export type Usage = { appPercent: number; businessPercent: number; regainMinutes: number };

/** How much of the hour's budget is used, and how many minutes Meta says we must wait. Never throws. */
export function readUsage(headers: Readonly<Record<string, string>>): Usage {
  const app = AppUsage.safeParse(parse(headers["x-app-usage"]));
  const business = BusinessUsage.safeParse(parse(headers["x-business-use-case-usage"]));
  const rows = business.success ? Object.values(business.data).flat() : [];
  return {
    appPercent: app.success ? highest([app.data]) : 0,
    businessPercent: highest(rows),
    regainMinutes: Math.min(MOST_MINUTES, Math.max(0, ...rows.map((row) => row.estimated_time_to_regain_access))),
  };
}

function highest(rows: readonly z.infer<typeof AppUsage>[]): number {
  return Math.max(0, ...rows.flatMap((row) => [row.call_count, row.total_time, row.total_cputime]));
}

function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
