import { MISSING_OBJECT, type Refusal, refuse } from "./refusals.ts";
import { accountNode, numberNode, type World } from "./world.ts";

export type Asked = {
  method: string;
  path: readonly string[];
  query: ReadonlyMap<string, string>;
  /** Meta puts it into the `next` links of its lists, so we do too. */
  token: string;
};
/** `unknown` says what the fake does not know: it answers loudly and writes it into the journal. */
export type Reply = { status: number; body: unknown; headers?: Record<string, string>; unknown?: string } | "silent";

const PERMISSIONS = ["whatsapp_business_management", "business_management"];
const NUMBERS_PER_PAGE = 3;
const ACCOUNTS_PER_PAGE = 5;
const NOT_DEFAULT = new Set(["health_status", "status", "platform_type", "is_pin_enabled", "is_on_biz_app"]);

/** What Graph answers below the version: nodes with `fields`, and lists with cursors. */
export function answer(world: World, asked: Asked): Reply {
  const { method, path, query } = asked;
  const [id = "", edge] = path;
  if (path.length === 0 || path.length > 2) return lost(asked, "path");
  if (method === "POST") return post(world, asked);
  if (method !== "GET") return lost(asked, "method");

  const strange = [...query.keys()].find((key) => !["fields", "limit", "after"].includes(key));
  if (strange) return lost(asked, `parameter "${strange}"`);

  if (id === "me") {
    if (edge === "permissions")
      return ok({ data: PERMISSIONS.map((permission) => ({ permission, status: "granted" })) });
    return edge ? lost(asked, "edge") : select({ id: "700200000000001", name: "Sandbox system user" }, query);
  }
  if (id === world.businessId) return business(world, asked);

  const number = world.numberById(id);
  if (number) {
    if (edge) return lost(asked, "edge");
    return number.scenario.read ?? select(numberNode(number), query);
  }
  const numbers = world.numbersOfAccount(id);
  const last = numbers.at(-1);
  if (!last) return MISSING_OBJECT;
  if (edge === "phone_numbers") return list(numbers.map(numberNode), asked, NUMBERS_PER_PAGE);
  if (edge) return lost(asked, "edge");
  return last.scenario.read ?? select(accountNode(id, last.scenario), query);
}

function business(world: World, asked: Asked): Reply {
  const accounts = world.accountIds.map((id) => accountNode(id, undefined));
  const [, edge] = asked.path;
  // The last account belongs to a client, so that both lists matter.
  if (edge === "owned_whatsapp_business_accounts") return list(accounts.slice(0, -1), asked, ACCOUNTS_PER_PAGE);
  if (edge === "client_whatsapp_business_accounts") return list(accounts.slice(-1), asked, ACCOUNTS_PER_PAGE);
  return edge ? lost(asked, "edge") : select({ id: world.businessId, name: "Lantern Lane" }, asked.query);
}

/** The bot never posts; people do, to see the error they would paste. */
function post(world: World, asked: Asked): Reply {
  const [id = "", edge] = asked.path;
  const number = world.numberById(id);
  if (!number) return MISSING_OBJECT;
  if (edge === "messages") return number.scenario.send ?? ok({ messages: [{ id: "wamid.sandbox" }] });
  if (edge === "register") return number.scenario.register ?? ok({ success: true });
  return lost(asked, "edge");
}

/** One field that is not on the node refuses the whole read, as Graph does. */
function select(node: Readonly<Record<string, unknown>>, query: Asked["query"]): Reply {
  const asked = query.get("fields")?.split(",") ?? Object.keys(node).filter((field) => !NOT_DEFAULT.has(field));
  const missing = asked.find((field) => !(field in node));
  if (missing) return refuse(100, `(#100) Tried accessing nonexisting field (${missing})`);
  return ok(Object.fromEntries(["id", ...asked].map((field) => [field, node[field]])));
}

function list(
  nodes: readonly Readonly<Record<string, unknown>>[],
  { path, query, token }: Asked,
  pageSize: number,
): Reply {
  const start = Number(query.get("after")?.replace(/^cursor/, "") ?? 0);
  const size = Math.min(Number(query.get("limit") ?? 25), pageSize);
  if (!Number.isInteger(start) || !(size > 0)) return refuse(100, "(#100) Invalid parameter");
  const end = start + size;
  const rows = nodes.slice(start, end).map((node) => select(node, query));
  const refused = rows.find((row) => row !== "silent" && row.status !== 200);
  if (refused) return refused;
  return ok({
    data: rows.map((row) => (row === "silent" ? {} : row.body)),
    paging: {
      cursors: { before: `cursor${start}`, after: `cursor${end}` },
      // Meta's own link carries the access token; nobody may follow, log or post it.
      ...(end < nodes.length && {
        next: `https://graph.invalid/${path.join("/")}?access_token=${token}&after=cursor${end}`,
      }),
    },
  });
}

function ok(body: unknown): Reply {
  return { status: 200, body };
}

function lost({ method, path }: Asked, what: string): Reply {
  const refusal: Refusal = refuse(2500, `The sandbox does not know this ${what}: ${method} /${path.join("/")}`);
  return { ...refusal, unknown: what };
}
