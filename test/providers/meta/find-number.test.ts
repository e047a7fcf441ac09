import { expect, test } from "vitest";
import { findNumber } from "../../../src/providers/meta/find-number.ts";
import { NOW, TOKEN } from "./graph-world.ts";
import { type Asked, createScriptedGraph, type Said } from "./scripted-graph.ts";

const clock = () => NOW;
const number = (id: string, display_phone_number: string) => ({ id, display_phone_number });

/** A page that names the next one the way Meta does: with the token in the link. */
function page(data: readonly unknown[], after?: string): Said {
  const next = `https://graph.facebook.com/v25.0/x?access_token=${TOKEN}&after=${after}`;
  return { body: { data, paging: { cursors: { before: "b", after: after ?? "end" }, ...(after && { next }) } } };
}

const denied: Said = { status: 403, body: { error: { code: 200, message: "(#200) Permissions error" } } };
const expired: Said = { status: 401, body: { error: { code: 190, message: `Malformed access token ${TOKEN}` } } };

async function search(wanted: string, where: { wabaIds: string[]; businessId?: string }, answers: Answers) {
  const { client, asked } = await createScriptedGraph(
    (one) => answers[one.path.slice("/v25.0/".length)]?.(one) ?? denied,
  );
  return { found: await findNumber(wanted, { client, where, clock }), asked };
}
type Answers = Record<string, (asked: Asked) => Said>;

test("a number is found by its digits on the second page, and the next link is never followed", async () => {
  const { found, asked } = await search(
    "+15550100301",
    { wabaIds: ["71"] },
    {
      "71/phone_numbers": ({ query }) =>
        query.after ? page([number("702", "+1 (555) 010-0301")]) : page([number("701", "+1 555-010-0399")], "AfterOne"),
    },
  );
  expect(found).toEqual({ found: true, phoneNumberId: "702", wabaId: "71" });
  expect(asked.map(({ query }) => query)).toEqual([
    { fields: "id,display_phone_number", limit: "100" },
    { fields: "id,display_phone_number", limit: "100", after: "AfterOne" },
  ]);
});

test("the end of the digits is not enough", async () => {
  const { found } = await search(
    "+5550100301",
    { wabaIds: ["71"] },
    {
      "71/phone_numbers": () => page([number("701", "+1 555-010-0301")]),
    },
  );
  expect(found).toEqual({ found: false, searched: { accounts: 1, numbers: 1 } });
});

test("every configured account is looked through, and the search stops at the first match", async () => {
  const { found, asked } = await search(
    "+15550100301",
    { wabaIds: ["71", "72", "73"] },
    {
      "71/phone_numbers": () => page([number("701", "+1 555-010-0399")]),
      "72/phone_numbers": () => page([number("702", "15550100301")]),
    },
  );
  expect(found).toMatchObject({ phoneNumberId: "702", wabaId: "72" });
  expect(asked).toHaveLength(2);
});

test("the portfolio's own and its clients' accounts are walked, each once", async () => {
  const { found, asked } = await search(
    "+15550100301",
    { wabaIds: ["71"], businessId: "70" },
    {
      "71/phone_numbers": () => page([]),
      "70/owned_whatsapp_business_accounts": ({ query }) =>
        query.after ? page([{ id: "72" }]) : page([{ id: "71" }], "n"),
      "72/phone_numbers": () => page([]),
      "70/client_whatsapp_business_accounts": () => page([{ id: "73" }]),
      "73/phone_numbers": () => page([number("703", "+1 555 010 0301")]),
    },
  );
  expect(found).toMatchObject({ phoneNumberId: "703", wabaId: "73" });
  expect(asked.filter(({ path }) => path.endsWith("/71/phone_numbers"))).toHaveLength(1);
});

test("a list we may not read does not end the search", async () => {
  const { found } = await search(
    "+15550100301",
    { wabaIds: ["71", "72"] },
    {
      "71/phone_numbers": () => denied,
      "72/phone_numbers": () => page([number("702", "+1 555-010-0301")]),
    },
  );
  expect(found).toMatchObject({ found: true, wabaId: "72" });
});

test("a list we could not read means: it may be there", async () => {
  const { found } = await search(
    "+15550100301",
    { wabaIds: ["71", "72"] },
    {
      "71/phone_numbers": () => denied,
      "72/phone_numbers": () => page([number("702", "+1 555-010-0399")]),
    },
  );
  expect(found).toEqual({ found: false, searched: { accounts: 2, numbers: 1 }, because: { why: "no_permission" } });
});

test("a dead token ends the search at once", async () => {
  const { found, asked } = await search(
    "+15550100301",
    { wabaIds: ["71", "72", "73"] },
    {
      "71/phone_numbers": () => expired,
    },
  );
  expect(found).toMatchObject({ found: false, because: { why: "token_expired" } });
  expect(asked).toHaveLength(1);
});

test("pages that never end are given up, and that proves nothing", async () => {
  let nth = 0;
  const { found, asked } = await search(
    "+15550100301",
    { wabaIds: ["71"] },
    {
      "71/phone_numbers": () => page([number("701", "+1 555-010-0399")], `After${nth++}`),
    },
  );
  expect(found).toEqual({
    found: false,
    searched: { accounts: 1, numbers: 100 },
    because: { why: "not_understood" },
  });
  expect(asked).toHaveLength(100);
});

test("a cursor that leads to itself ends the list", async () => {
  const { asked } = await search(
    "+15550100301",
    { wabaIds: ["71"] },
    {
      "71/phone_numbers": () => page([number("701", "+1 555-010-0399")], "Same"),
    },
  );
  expect(asked).toHaveLength(2);
});

test("one odd item does not cost the page", async () => {
  const { found } = await search(
    "+15550100301",
    { wabaIds: ["71"] },
    {
      "71/phone_numbers": () => page([{ id: "701" }, "odd", null, number("702", "+1 555-010-0301")]),
    },
  );
  expect(found).toMatchObject({ phoneNumberId: "702" });
});
