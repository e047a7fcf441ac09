import type { GraphClient } from "./client.ts";
import { readPages } from "./pages.ts";
import { AccountsPage } from "./schema.ts";

type Listing = {
  client: GraphClient;
  where: { wabaIds: readonly string[]; businessId?: string | null };
  signal?: AbortSignal | undefined;
  /** Told about each list that could not be read; the walk goes on with the next one. */
  onFailed: (error: unknown) => void;
};

/** Accounts the portfolio owns, and accounts of clients it was given access to. */
export const EDGES = ["owned_whatsapp_business_accounts", "client_whatsapp_business_accounts"] as const;

/** The configured accounts first, then those the portfolio owns or manages; each once. */
export async function* listAccounts({ client, where, signal, onFailed }: Listing): AsyncGenerator<string> {
  const seen = new Set(where.wabaIds);
  yield* seen;
  if (!where.businessId) return;
  for (const edge of EDGES) {
    try {
      const operation = "list the accounts of the portfolio";
      const path = [where.businessId, edge];
      for await (const page of readPages(client, { operation, path, fields: "id", schema: AccountsPage, signal })) {
        const fresh = page.map(({ id }) => id).filter((id) => !seen.has(id));
        for (const id of fresh) {
          seen.add(id);
          yield id;
        }
      }
    } catch (error) {
      onFailed(error);
    }
  }
}
