import type { Database } from "./database.ts";

/**
 * A server does this by itself; the embedded database runs nothing besides what it is asked for. What was deleted makes
 * room again, and the planner knows how much there is.
 */
export async function vacuum({ kind, pool }: Pick<Database, "kind" | "pool">): Promise<void> {
  if (kind === "embedded") await pool.query("vacuum (analyze)");
}
