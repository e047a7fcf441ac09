import type { z } from "zod";
import { HOUR, type Instant, msBetween } from "../../domain/time.ts";
import { ProviderError } from "../shared/errors.ts";
import type { GraphClient } from "./client.ts";

type Settings<T> = {
  client: GraphClient;
  operation: string;
  /** From all we want down to what every version knows. */
  fieldSets: readonly string[];
  schema: z.ZodType<T>;
  clock: () => Instant;
};

export type ReadNode<T> = (id: string, options?: { account?: string; signal?: AbortSignal | undefined }) => Promise<T>;

/**
 * Reads a node with as many fields as Graph accepts. One field it does not know makes it refuse the whole read
 * (code 100), so we go on with fewer, and remember that for an hour.
 */
export function createReadNode<T>({ client, operation, fieldSets, schema, clock }: Settings<T>): ReadNode<T> {
  let reduced = { level: 0, at: clock() };

  return async function readNode(id, { account, signal } = {}) {
    const start = msBetween(reduced.at, clock()) < HOUR ? reduced.level : 0;
    for (let level = start; ; level++) {
      const query = { fields: fieldSets[level] ?? "id" };
      const read = { operation, path: [id], query, schema, ...(account && { account }), ...(signal && { signal }) };
      try {
        const node = await client(read);
        if (level > start) reduced = { level, at: clock() };
        return node;
      } catch (error) {
        if (!isFieldRefused(error) || level + 1 >= fieldSets.length) throw error;
      }
    }
  };
}

function isFieldRefused(error: unknown): boolean {
  return error instanceof ProviderError && error.kind === "provider" && error.about.code === 100;
}
