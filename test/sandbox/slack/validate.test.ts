import { expect, test } from "vitest";
import { aClient, refusalOf } from "./a-client.ts";
import { aModal, section } from "./blocks.ts";
import { aLocalSlack } from "./slack-for-test.ts";

const LONG = section("x".repeat(3001));

test("[validate.takes] blocks.validate says ok to blocks, a message and a view that are fine", async () => {
  const slack = await aLocalSlack();
  const { blocks } = aClient(slack);
  expect((await blocks.validate({ blocks: [section("a")] })).ok).toBe(true);
  expect((await blocks.validate({ message: { blocks: [section("a")] } })).ok).toBe(true);
  expect((await blocks.validate({ view: aModal() })).ok).toBe(true);
  expect(slack.redEntries()).toEqual([]);
});

test.each([
  ["[validate.refuses] blocks", { blocks: [LONG] }, "invalid_blocks", "/blocks/0/text/text"],
  ["[validate.refuses] a message", { message: { blocks: [LONG] } }, "invalid_message", "/message/blocks/0/text/text"],
  ["[validate.refuses] a view", { view: aModal({ blocks: [LONG] }) }, "invalid_view", "/view/blocks/0/text/text"],
])("%s are refused with pointer, code and message", async (_, args, error, pointer) => {
  const refused = await refusalOf(aClient(await aLocalSlack()).apiCall("blocks.validate", args));
  expect(refused.error).toBe(error);
  const last = refused.errors?.at(-1);
  expect(last).toEqual({ pointer, code: "invalid", message: "must be less than 3001 characters" });
});

test("[validate.codes] every error carries a code", async () => {
  const refused = await refusalOf(aClient(await aLocalSlack()).apiCall("blocks.validate", { blocks: [LONG] }));
  expect(refused.errors?.map((error) => (typeof error === "string" ? error : error.code))).toEqual([
    "invalid",
    "invalid",
  ]);
});

test("[validate.exactly_one] it takes exactly one of the three", async () => {
  const client = aClient(await aLocalSlack());
  const both = { blocks: [section("a")], view: aModal() };
  expect((await refusalOf(client.apiCall("blocks.validate", both))).error).toBe("invalid_arguments");
  expect((await refusalOf(client.apiCall("blocks.validate", {}))).error).toBe("invalid_arguments");
});
