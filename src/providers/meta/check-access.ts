import { ACCOUNT_FIXES, type Fixes, OTHER_FIXES, PORTFOLIO_FIXES, TOKEN_FIXES } from "./access-fixes.ts";
import type { GraphClient } from "./client.ts";
import type { Where } from "./find-number.ts";
import { EDGES } from "./list-accounts.ts";
import { AccountsPage, AnyNode, NumbersPage, PermissionsPage } from "./schema.ts";
import { whyUnread } from "./why-unread.ts";

export type AccessCheck = { name: string; ok: boolean | "skipped"; says: string; fix?: string };

type Settings = { client: GraphClient; where: Where; clock: () => string };

/** Says which of token, permission and access to each account fails, and what to do about it. Never throws. */
export async function checkGraphAccess({
  client,
  ...rest
}: Omit<Settings, "client"> & { client: GraphClient | undefined }): Promise<readonly AccessCheck[]> {
  return client === undefined ? [NOT_CONFIGURED] : checkWith({ client, ...rest });
}

async function checkWith({ client, where, clock }: Settings): Promise<readonly AccessCheck[]> {
  const token = await check("Meta access token", TOKEN_FIXES, async () => {
    await client({ operation: "check the token", path: ["me"], query: { fields: "id" }, schema: AnyNode });
    return "Meta accepts it.";
  });
  if (token.ok !== true) return [token];

  const rest = [checkPermission(), ...where.wabaIds.map(checkAccount), ...checkPortfolio()];
  return [token, ...(await Promise.all(rest))];

  async function checkPermission(): Promise<AccessCheck> {
    const name = "Meta permission";
    const read = { operation: "list the permissions", path: ["me", "permissions"], schema: PermissionsPage };
    const page = await client(read).catch(() => undefined);
    if (!page) return { name, ok: "skipped", says: "Meta does not list the permissions of this token." };
    const granted = page.data.filter(({ status }) => status === "granted").map(({ permission }) => permission);
    if (granted.includes("whatsapp_business_management"))
      return { name, ok: true, says: "The token may read accounts." };
    const fix = "Create the system user token again and tick whatsapp_business_management.";
    return { name, ok: false, says: "whatsapp_business_management is not granted.", fix };
  }

  function checkAccount(id: string): Promise<AccessCheck> {
    return check(`WhatsApp account …${id.slice(-4)}`, ACCOUNT_FIXES, async () => {
      const query = { fields: "id,display_phone_number", limit: "1" };
      const path = [id, "phone_numbers"];
      const page = await client({ operation: "list its numbers", path, query, schema: NumbersPage, account: id });
      return page.data.length > 0 ? "Its numbers can be read." : "It can be read, and has no number.";
    });
  }

  function checkPortfolio(): Promise<AccessCheck>[] {
    const { businessId } = where;
    if (!businessId) return [];
    return EDGES.map((edge) =>
      check(`Portfolio, ${edge.split("_")[0]} accounts`, PORTFOLIO_FIXES, async () => {
        const read = { operation: "list its accounts", path: [businessId, edge], query: { fields: "id" } };
        const page = await client({ ...read, schema: AccountsPage });
        return page.data.length > 0 ? "Its accounts can be listed." : "It can be read, and lists no account.";
      }),
    );
  }

  async function check(name: string, fixes: Fixes, read: () => Promise<string>): Promise<AccessCheck> {
    try {
      return { name, ok: true, says: await read() };
    } catch (error) {
      const { why } = whyUnread(error, clock());
      const says = error instanceof Error ? error.message : "It could not be read.";
      return { name, ok: false, says, fix: fixes[why] ?? OTHER_FIXES[why] ?? "Try again in some minutes." };
    }
  }
}

const NOT_CONFIGURED: AccessCheck = {
  name: "Meta access token",
  ok: "skipped",
  says: "META_ACCESS_TOKEN is not set: diagnoses rest on what people paste and answer.",
  fix: "For live checks set META_ACCESS_TOKEN and META_WABA_IDS (or META_BUSINESS_ID).",
};
