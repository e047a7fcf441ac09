import { expect, test } from "vitest";
import { messageText } from "../../src/slack/message-text.ts";

function richText(...runs: string[]) {
  const elements = runs.map((text) => ({ type: "text", text }));
  return [{ type: "rich_text", elements: [{ type: "rich_text_section", elements }] }];
}

test("a message whose blocks repeat its text is read once", () => {
  const text = "see <https://example.test/e#1330|example.test> &amp; (#131031) Business Account locked";
  const blocks = richText("see ", "https://example.test/e#1330", " & (#131031) Business Account locked");
  expect(messageText({ text, blocks })).toBe("see https://example.test/e#1330 &amp; (#131031) Business Account locked");
});

test("what stands only in blocks or attachments is read as well", () => {
  const attachments = [{ fallback: "alert", fields: [{ title: "Code", value: "131031" }] }];
  const read = messageText({ text: "Alert!", blocks: richText("sends ", "fail"), attachments });
  expect(read.split("\n")).toEqual(expect.arrayContaining(["Alert!", "sends fail", "Code", "131031"]));
});

test("a code that was cut into two runs is one code", () => {
  expect(messageText({ text: "", blocks: richText("(#131", "031)") })).toBe("(#131031)");
});

test("a number that became a link is the number as it was shown", () => {
  expect(messageText({ text: "call <tel:+12025550123|+1 202-555-0123>" })).toBe("call +1 202-555-0123");
});

test("a message of thousands of nested blocks is cut off, not chewed on", () => {
  let node: object = { text: "deep" };
  for (let depth = 0; depth < 20_000; depth++) node = { elements: [node] };
  expect(messageText({ text: "top", blocks: [node] })).toBe("top");
});
