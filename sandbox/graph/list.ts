import type { Kind, Node } from "./nodes.ts";
import { type Refusal, refuse } from "./refusals.ts";
import { selectFields } from "./select.ts";

type Wanted = {
  nodes: readonly Node[];
  kind: Kind;
  query: ReadonlyMap<string, string>;
  /** Never more on a page than this, so that a small world has pages too. */
  mostPerPage: number;
  /** Where the list is, with the version. */
  path: string;
  token: string;
};
type Listed = { ok: true; body: object } | { ok: false; refusal: Refusal; unknown?: string };

const USUAL_SIZE = 25;
const MOST = 100;

/** A page of a list, with opaque cursors and links to its neighbours. An empty list carries no `paging`. */
export function listPage({ nodes, kind, query, mostPerPage, path, token }: Wanted): Listed {
  const limit = Number(query.get("limit") ?? USUAL_SIZE);
  const after = readCursor(query.get("after"));
  const before = readCursor(query.get("before"));
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST || after === "odd" || before === "odd") {
    return { ok: false, refusal: refuse(100, "(#100) Invalid parameter") };
  }
  const size = Math.min(limit, mostPerPage);
  const start = before === undefined ? (after ?? -1) + 1 : Math.max(0, before - size);
  const end = before === undefined ? start + size : before;

  const rows: Node[] = [];
  for (const node of nodes.slice(start, end)) {
    const row = selectFields(node, kind, query.get("fields"), kind.usualInList);
    if (!row.ok) return row;
    rows.push(row.node);
  }
  if (rows.length === 0) return { ok: true, body: { data: [] } };
  const cursors = { before: cursorOf(start), after: cursorOf(start + rows.length - 1) };
  const link = (way: "before" | "after") => linkTo({ path, token, query, limit, way, cursor: cursors[way] });
  const paging = {
    cursors,
    ...(start + rows.length < nodes.length && { next: link("after") }),
    ...(start > 0 && { previous: link("before") }),
  };
  return { ok: true, body: { data: rows, paging } };
}

type Link = Pick<Wanted, "path" | "token" | "query"> & { limit: number; way: string; cursor: string };

/** Meta's own links carry the access token; nobody may follow, log or post them. The host leads nowhere. */
function linkTo({ path, token, query, limit, way, cursor }: Link): string {
  const fields = query.get("fields");
  const search = new URLSearchParams({ access_token: token, ...(fields && { fields }), limit: String(limit) });
  search.set(way, cursor);
  return `https://graph.invalid${path}?${search}`;
}

/** A cursor names a row; what is in it is nobody's business. */
function cursorOf(row: number): string {
  return `QVFI${Buffer.from(`row ${row}`).toString("base64url")}ZD`;
}

function readCursor(text: string | undefined): number | undefined | "odd" {
  if (text === undefined) return undefined;
  const row = /^row (\d+)$/.exec(Buffer.from(text.slice(4, -2), "base64url").toString())?.[1];
  return row === undefined || text !== cursorOf(Number(row)) ? "odd" : Number(row);
}
