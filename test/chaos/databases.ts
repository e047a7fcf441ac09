import type { DatabaseKind } from "../../bench/chaos/world.ts";
import { testDatabaseUrl } from "../support/server-databases.ts";

/** The same as `describeOnEachDatabase`, for a bot that is a process of its own. */
export const DATABASES: readonly DatabaseKind[] = [
  ...(process.env.TEST_ONLY_SERVER === "1" && testDatabaseUrl() !== undefined ? [] : (["embedded"] as const)),
  ...(testDatabaseUrl() === undefined ? [] : (["server"] as const)),
];
