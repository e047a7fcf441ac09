import type { GraphClient } from "./client.ts";
import type { Where } from "./find-number.ts";
import { EDGES } from "./list-accounts.ts";
import { AccountsPage, AnyNode, NumbersPage, PermissionsPage } from "./schema.ts";
import { whyUnread } from "./why-unread.ts";

export type AccessCheck = { name: string; ok: boolean | "skipped"; says: string; fix?: string };

type Settings = { client: GraphClient; where: Where; clock: () => string };

/** Says which of token, permission and access to each account fails, and what to do about it. Never throws. */
export async function checkGraphAccess({ client, where, clock }: Settings): Promise<readonly AccessCheck[]> {
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

type Fixes = Readonly<Record<string, string>>;

const OTHER_FIXES: Fixes = {
  token_expired: "Create a new system user token in Business settings and set META_ACCESS_TOKEN.",
  rate_limited: "Wait, then try again. The hourly limit is shared with everything else that uses this app.",
  unavailable: "Check the network and GRAPH_API_URL; otherwise it is Meta's trouble.",
  timed_out: "Check the network and GRAPH_API_URL; otherwise it is Meta's trouble.",
  not_understood: "Check GRAPH_API_URL and GRAPH_API_VERSION.",
};

const TOKEN_FIXES: Fixes = {
  no_permission: "Create the system user token again and tick whatsapp_business_management.",
};

const ASSIGN =
  "In Business settings, assign this WhatsApp account to the system user of the token, and check META_WABA_IDS.";
const ACCOUNT_FIXES: Fixes = { no_permission: ASSIGN, not_found: ASSIGN };

const BUSINESS = "Check META_BUSINESS_ID and give the token business_management, or set META_WABA_IDS instead.";
const PORTFOLIO_FIXES: Fixes = { no_permission: BUSINESS, not_found: BUSINESS };
