import type { Migration } from "kysely";
import { tickets } from "./0001-tickets.ts";
import { inbox } from "./0002-inbox.ts";
import { pace } from "./0003-pace.ts";
import { metrics } from "./0004-metrics.ts";
import { retention } from "./0005-retention.ts";
import { openByAssignee } from "./0006-open-by-assignee.ts";
import { behind } from "./0007-behind.ts";

/** Forward only and in this order; a published migration is never edited. */
export const MIGRATIONS: Record<string, Migration> = {
  "0001-tickets": tickets,
  "0002-inbox": inbox,
  "0003-pace": pace,
  "0004-metrics": metrics,
  "0005-retention": retention,
  "0006-open-by-assignee": openByAssignee,
  "0007-behind": behind,
};
