import fc from "fast-check";
import { expect, test } from "vitest";
import {
  clamp,
  clampMrkdwn,
  code,
  codeBlock,
  escapeText,
  firstLines,
  join,
  link,
  md,
  person,
  sentence,
  unescapeText,
  utc,
  when,
} from "../../src/slack/mrkdwn.ts";
import { problemsOfMessage } from "../support/validate-blocks.ts";

test("a broadcast in people's text loses its meaning", () => {
  expect(md`${"<!channel> & <@U1>"}`.mrkdwn).toBe("&lt;!channel&gt; &amp; &lt;@U1&gt;");
});

test("our own words and finished mrkdwn pass a template unchanged", () => {
  expect(md`*${"a*b"}* ${md`_<x_ ${"<"}`}`.mrkdwn).toBe("*a*b* _<x_ &lt;");
});

test("escaping and unescaping give the text back", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ -~äø漢🔒]*$/u), (text) => {
      expect(unescapeText(escapeText(text))).toBe(text);
    }),
  );
});

test("marks that turn the reading direction round are taken out", () => {
  expect(escapeText("+1202\u202e5550123\u2069")).toBe("+12025550123");
});

test("three backticks in an error do not end the code block", () => {
  const text = codeBlock("a```b````c").mrkdwn;
  expect(text.match(/```/g)).toHaveLength(2);
  expect(code("a`b\nc").mrkdwn).toBe("`a'b c`");
});

test("a link is made of web addresses only", () => {
  expect(link("https://example.com/?a=1&b=2", "Open | it").mrkdwn).toBe("<https://example.com/?a=1&amp;b=2|Open / it>");
  expect(link("javascript:alert(1)", "Open").mrkdwn).toBe("Open");
  expect(link("https://example.com/|<!channel>", "Open").mrkdwn).toBe("Open");
});

test("only a user id becomes a mention", () => {
  expect(person("U0ABC123").mrkdwn).toBe("<@U0ABC123>");
  expect(person("!channel").mrkdwn).toBe("!channel");
});

test("a moment falls back to UTC", () => {
  expect(when("2026-11-22T09:05:59.000Z").mrkdwn).toBe(
    "<!date^1795338359^{date_short_pretty} {time}|2026-11-22 09:05 UTC>",
  );
  expect(utc("not a moment")).toBe("not a moment");
});

test("shortening never cuts a character, an entity, a token or a code block in half", () => {
  const part = fc.constantFrom("&", "<", "🔒", "```", "`", "a", " ", "\n");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 60 }), fc.integer({ min: 10, max: 60 }), (parts, max) => {
      const text = join([when("2026-11-22T09:05:59.000Z"), codeBlock(parts.join("")), md`${parts.join("")}`], " ");
      const cut = clampMrkdwn({ mrkdwn: text.mrkdwn.replaceAll("`", "") }, max).mrkdwn;
      const block = clampMrkdwn(codeBlock(parts.join("")), max).mrkdwn;
      expect(cut.length).toBeLessThanOrEqual(max);
      expect(block.length).toBeLessThanOrEqual(max);
      expect([cut, block].map((one) => problemsOfMessage({ text: one, blocks: [] }))).toEqual([[], []]);
      expect(clamp(parts.join(""), max)).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
    }),
  );
});

test("the first lines say how many are left", () => {
  expect(firstLines("a\n\nb\nc\nd", 3, 100)).toEqual({ text: "a\nb\nc", left: 1 });
  expect(firstLines("x".repeat(3000), 3, 100).text).toHaveLength(100);
});

test("a sentence of ours keeps its people and channels, and nothing else that Slack gives a meaning to", () => {
  expect(sentence("<@U0BEN1> was *faster* in <#C0SUPPORT01>").mrkdwn).toBe("<@U0BEN1> was *faster* in <#C0SUPPORT01>");
  expect(sentence("<!channel> <https://a.b|c> A & B").mrkdwn).toBe("&lt;!channel&gt; &lt;https://a.b|c&gt; A &amp; B");
});
