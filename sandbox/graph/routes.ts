import { listPage } from "./list.ts";
import {
  ACCOUNT,
  accountNode,
  BUSINESS_ID,
  type Kind,
  type Node,
  NUMBER,
  numberNode,
  PERSON,
  PERSON_NODE,
  PORTFOLIO,
  PORTFOLIO_NODE,
} from "./nodes.ts";
import { missingObject, NO_SUCH_NAME, type Refusal, refuse } from "./refusals.ts";
import { selectFields } from "./select.ts";
import type { World } from "./world.ts";

export type Asked = {
  method: string;
  version: string;
  /** Below the version. */
  path: readonly string[];
  query: ReadonlyMap<string, string>;
  /** Meta puts it into the `next` links of its lists, so we do too. */
  token: string;
};
/** `unknown` says what the fake does not know: it answers loudly and writes it into the journal. */
export type Answered = { status: number; body: unknown; headers?: Record<string, string>; unknown?: string };
export type Reply = Answered | "silent";

const PERMISSIONS = [
  { permission: "whatsapp_business_management", status: "granted" },
  { permission: "business_management", status: "granted" },
  { permission: "whatsapp_business_messaging", status: "declined" },
];
const NUMBERS_PER_PAGE = 3;
const ACCOUNTS_PER_PAGE = 5;
const PARAMETERS = ["fields", "limit", "after", "before"];

/** What Graph answers below the version: nodes with `fields`, and lists with cursors. */
export function answer(world: World, asked: Asked): Reply {
  const { method, path, query } = asked;
  const [id = "", edge] = path;
  if (path.length === 0 || path.length > 2) return lost(asked, "path");
  if (method === "POST") return post(world, asked);
  if (method !== "GET") return lost(asked, "method");

  const strange = [...query.keys()].find((key) => !PARAMETERS.includes(key));
  if (strange) return lost(asked, `parameter "${strange}"`);

  if (id === "me") {
    if (edge === "permissions") return ok({ data: PERMISSIONS });
    return edge ? lost(asked, "edge") : read(PERSON_NODE, PERSON, asked);
  }
  if (id === BUSINESS_ID) return portfolio(world, asked);

  const number = world.numberById(id);
  if (number) return edge ? lost(asked, "edge") : (number.look.read ?? read(numberNode(number), NUMBER, asked));

  const account = world.accountById(id);
  if (account) {
    if (edge === "phone_numbers") return list(account.numbers.map(numberNode), NUMBER, NUMBERS_PER_PAGE, asked);
    return edge ? lost(asked, "edge") : (account.look.read ?? read(accountNode(id, account.look), ACCOUNT, asked));
  }
  return /^\d+$/.test(id) ? missingObject(id) : NO_SUCH_NAME;
}

function portfolio(world: World, asked: Asked): Reply {
  const accounts = world.accountIds.map((id) => accountNode(id, world.accountById(id)?.look));
  const [, edge] = asked.path;
  // The last account belongs to a client, so that both lists matter.
  if (edge === "owned_whatsapp_business_accounts")
    return list(accounts.slice(0, -1), ACCOUNT, ACCOUNTS_PER_PAGE, asked);
  if (edge === "client_whatsapp_business_accounts") return list(accounts.slice(-1), ACCOUNT, ACCOUNTS_PER_PAGE, asked);
  return edge ? lost(asked, "edge") : read(PORTFOLIO_NODE, PORTFOLIO, asked);
}

/** The bot never posts; people do, to see the error they would paste. */
function post(world: World, asked: Asked): Reply {
  const [id = "", edge] = asked.path;
  const number = world.numberById(id);
  if (!number) return missingObject(id);
  if (edge === "messages") {
    return number.look.send ?? ok({ messaging_product: "whatsapp", messages: [{ id: "wamid.U0FOREJPWA==" }] });
  }
  if (edge === "register") return number.look.register ?? ok({ success: true });
  return lost(asked, "edge");
}

function read(node: Node, kind: Kind, { query }: Asked): Reply {
  const selected = selectFields(node, kind, query.get("fields"));
  return selected.ok ? ok(selected.node) : refused(selected);
}

function list(nodes: readonly Node[], kind: Kind, mostPerPage: number, { version, path, query, token }: Asked): Reply {
  const page = listPage({ nodes, kind, query, mostPerPage, path: `/${[version, ...path].join("/")}`, token });
  return page.ok ? ok(page.body) : refused(page);
}

function refused({ refusal, unknown }: { refusal: Refusal; unknown?: string }): Reply {
  return { ...refusal, ...(unknown && { unknown }) };
}

function ok(body: unknown): Reply {
  return { status: 200, body };
}

function lost({ method, path }: Asked, what: string): Reply {
  const refusal = refuse(2500, `The sandbox does not know this ${what}: ${method} /${path.join("/")}`);
  return { ...refusal, unknown: what };
}
