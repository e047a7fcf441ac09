import { expect, test } from "vitest";
import { aLocalSlack } from "./slack-for-test.ts";

test("what is forgotten is gone for everybody, and the rest stays", async () => {
  const slack = await aLocalSlack();
  const ana = slack.human("ana");
  for (const text of ["one", "two", "three"]) await ana.say({ channel: "#random", text });
  await ana.slash({ channel: "#random", text: "/nothing like this" });
  slack.forget(({ text }) => text === "two");
  expect(slack.messages("#random").map(({ text }) => text)).toEqual(["one", "three"]);
});
