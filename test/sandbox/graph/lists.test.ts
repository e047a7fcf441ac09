import { expect, test } from "vitest";
import { type Ask, aGraph, type Json, TOKEN } from "./a-graph.ts";

const NUMBERS = "/v25.0/700500000000008/phone_numbers?fields=id,display_phone_number&limit=100";

/** Every page of a list, by its cursors, as the product walks them. */
async function walk(ask: Ask, path: string): Promise<Json[]> {
  const pages = [(await ask(path)).body];
  while (pages.at(-1).paging?.next) pages.push((await ask(`${path}&after=${pages.at(-1).paging.cursors.after}`)).body);
  return pages;
}

test("a list comes in pages, each row once, and the last page has no next link", async () => {
  const { ask } = await aGraph();
  const pages = await walk(ask, NUMBERS);
  expect(pages.map(({ data }) => data.length)).toEqual([3, 3, 2]);
  const shown = pages.flatMap(({ data }) => data.map((one: Json) => one.display_phone_number));
  expect(new Set(shown).size).toBe(8);
  expect(shown.at(-1)).toBe("+1 555-010-0008");
  expect(pages.at(-1).paging).not.toHaveProperty("next");
});

test("the links of a page carry the token, and lead nowhere", async () => {
  const { ask } = await aGraph();
  const { next } = (await ask(NUMBERS)).body.paging;
  const link = new URL(next);
  expect(link.searchParams.get("access_token")).toBe(TOKEN);
  expect([link.hostname, link.pathname]).toEqual(["graph.invalid", "/v25.0/700500000000008/phone_numbers"]);
});

test("a list can be walked back", async () => {
  const { ask } = await aGraph();
  const [first, second] = await walk(ask, NUMBERS);
  expect(first.paging).not.toHaveProperty("previous");
  expect(new URL(second.paging.previous).searchParams.get("before")).toBe(second.paging.cursors.before);
  const back = await ask(`${NUMBERS}&before=${second.paging.cursors.before}`);
  expect(back.body.data).toEqual(first.data);
});

test("a row of a list says more than a node when no fields are asked for", async () => {
  const { ask } = await aGraph();
  const { body } = await ask("/v25.0/700500000000001/phone_numbers");
  expect(Object.keys(body.data[0])).toEqual(
    expect.arrayContaining(["display_phone_number", "code_verification_status", "platform_type", "throughput"]),
  );
});

test("the portfolio owns all accounts but one, which is a client's, and each is named once", async () => {
  const { ask, graph } = await aGraph();
  const idsOf = async (edge: string) =>
    (await walk(ask, `/v25.0/${graph.businessId}/${edge}?fields=id`)).flatMap(({ data }) =>
      data.map((one: Json) => one.id),
    );
  const owned = await idsOf("owned_whatsapp_business_accounts");
  const clients = await idsOf("client_whatsapp_business_accounts");
  expect(clients).toHaveLength(1);
  expect([...owned, ...clients]).toEqual(graph.accountIds);
});

test.each(["limit=0", "limit=101", "limit=many", "after=cursor3", "before=UVZGSQ"])("%s is refused", async (odd) => {
  const { ask } = await aGraph();
  const { status, body } = await ask(`/v25.0/700500000000008/phone_numbers?${odd}`);
  expect([status, body.error.code]).toEqual([400, 100]);
});

test("an unknown field refuses a whole page", async () => {
  const { ask } = await aGraph();
  expect((await ask("/v25.0/700500000000008/phone_numbers?fields=id,novelty")).body.error.code).toBe(100);
});
