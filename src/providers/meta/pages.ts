import type { z } from "zod";
import type { GraphClient } from "./client.ts";

/** 100 pages of 100: more numbers than any account may hold. */
const MOST_PAGES = 100;

type Page<T> = { data: readonly T[]; paging?: string | undefined };
type Listing<T> = {
  operation: string;
  path: readonly string[];
  fields: string;
  schema: z.ZodType<Page<T>>;
  account?: string;
  signal?: AbortSignal | undefined;
  mostPages?: number;
};

/** `isWhole` is false when the page cap ended the list, so "not in it" proves nothing. */
export type Pages<T> = AsyncGenerator<readonly T[], { isWhole: boolean }>;

/** Walks a list by its cursors. `paging.next` is never followed: that URL holds the token. */
export async function* readPages<T>(client: GraphClient, listing: Listing<T>): Pages<T> {
  const { operation, path, fields, schema, account, signal, mostPages = MOST_PAGES } = listing;
  let after: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const query = { fields, limit: "100", ...(after === undefined ? {} : { after }) };
    const read = { operation, path, query, schema, ...(account && { account }), ...(signal && { signal }) };
    const { data, paging } = await client(read);
    yield data;
    if (paging === undefined) return { isWhole: true };
    if (paging === after) return { isWhole: false };
    after = paging;
  }
  return { isWhole: false };
}
