import { expect, test } from "vitest";
import { buildFiledView } from "../../../src/slack/views/filed-view.ts";
import { textsOf } from "./shown.ts";

test("a filed form names the ticket and the channel where its card appears", () => {
  const view = buildFiledView({ ref: "WL-42", channel: "C0SUPPORT01" });
  expect(view.title.text).toBe("Filed as WL-42");
  expect(textsOf(view.blocks)).toContain("The card follows in <#C0SUPPORT01>.");
});

test("a channel that is no id of Slack's is written out, never a mention", () => {
  const view = buildFiledView({ ref: "WL-42", channel: "everyone> <!channel" });
  expect(textsOf(view.blocks)).not.toContain("<!channel");
});
