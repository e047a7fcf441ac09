import type { Instant } from "../../domain/time.ts";
import type { GraphClient } from "./client.ts";
import { listAccounts } from "./list-accounts.ts";
import { readPages } from "./pages.ts";
import { NumbersPage } from "./schema.ts";
import { failsEverywhere, type Unread, whyUnread } from "./why-unread.ts";

export type Where = { wabaIds: readonly string[]; businessId?: string | null };

export type FoundNumber =
  | { found: true; phoneNumberId: string; wabaId: string }
  /** `because` is set when some list could not be read to its end, so the number may still be there. */
  | { found: false; searched: { accounts: number; numbers: number }; because?: Unread };

type Search = { client: GraphClient; where: Where; clock: () => Instant; signal?: AbortSignal | undefined };

/** Looks through every account we may see. Graph has no filter on the number itself, so digits are compared. */
export async function findNumber(number: string, search: Search): Promise<FoundNumber> {
  const { client, where, clock, signal } = search;
  const digits = onlyDigits(number);
  const missed: Unread[] = [];
  const note = (error: unknown) => void missed.push(whyUnread(error, clock()));
  const searched = { accounts: 0, numbers: 0 };

  for await (const wabaId of listAccounts({ client, where, signal, onFailed: note })) {
    searched.accounts++;
    try {
      const phoneNumberId = await searchAccount(wabaId);
      if (phoneNumberId !== undefined) return { found: true, phoneNumberId, wabaId };
    } catch (error) {
      note(error);
    }
    if (missed.some(failsEverywhere)) break;
  }
  const because = missed.find(failsEverywhere) ?? missed[0];
  return { found: false, searched, ...(because && { because }) };

  async function searchAccount(wabaId: string): Promise<string | undefined> {
    const operation = "list the numbers of an account";
    const path = [wabaId, "phone_numbers"];
    const fields = "id,display_phone_number";
    const pages = readPages(client, { operation, path, fields, schema: NumbersPage, account: wabaId, signal });
    for (;;) {
      const page = await pages.next();
      if (page.done) {
        if (!page.value.isWhole) missed.push({ why: "not_understood" });
        return undefined;
      }
      searched.numbers += page.value.length;
      const match = page.value.find((one) => onlyDigits(one.display_phone_number) === digits);
      if (match) return match.id;
    }
  }
}

/** Meta writes "+1 202-555-0123" here and bare digits elsewhere. */
function onlyDigits(text: string): string {
  return text.replace(/\D/g, "");
}
