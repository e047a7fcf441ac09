import fc from "fast-check";
import { expect, it } from "vitest";

type Node = { kind: string; text?: string; href?: string; children?: Node[] };
type Suggestion = { label: string; fill: string };

// The page is plain JavaScript without types, so its modules are loaded by address and typed here.
const load = (name: string): Promise<unknown> =>
  import(new URL(`../../sandbox/page/format/${name}`, import.meta.url).href);
const { parseMrkdwn } = (await load("mrkdwn-parse.js")) as { parseMrkdwn: (text: string) => Node[] };
const { subcommandsOf, slashSuggestions } = (await load("usage-hint.js")) as {
  subcommandsOf: (hint: string) => { word: string; hint: string }[];
  slashSuggestions: (text: string, commands: object[]) => Suggestion[];
};
const time = (await load("zoned-time.js")) as {
  zonedEpoch: (date: string, time: string, zone: string) => number;
  zonedParts: (at: number, zone: string) => { date: string; time: string };
  formatDateTokens: (format: string, at: number, zone: string, now: number) => string | undefined;
};

/** The tree as short text: `bold(x)`. */
function shape(nodes: Node[]): string {
  return nodes
    .map(({ kind, text, href, children }) =>
      kind === "text" ? text : `${kind}(${children ? shape(children) : (href ?? text ?? "")})`,
    )
    .join("");
}

const MRKDWN: [string, string][] = [
  ["*bold* _italic_ ~gone~", "bold(bold) italic(italic) strike(gone)"],
  ["*_both_*", "bold(italic(both))"],
  ["a*b*c snake_case_name 2*3*4", "a*b*c snake_case_name 2*3*4"],
  ["* spaced * and *\nbroken*", "* spaced * and *\nbroken*"],
  ["(*in brackets*), *end*.", "(bold(in brackets)), bold(end)."],
  ["`*not bold*`", "code(*not bold*)"],
  ['before\n```\n{"a": *1*}\n```\nafter', 'beforepre({"a": *1*})after'],
  ["&lt;b&gt; &amp;amp;", "<b> &amp;"],
  ["&gt; one\n&gt; *two*\nthree", "quote(one\nbold(two))three"],
  ["<https://example.com/a?b=1&amp;c=2|here>", "link(https://example.com/a?b=1&c=2)"],
  ["<javascript:alert(1)|here>", "<javascript:alert(1)|here>"],
  ["see https://example.com/x.", "see link(https://example.com/x)."],
  ["at 12:30:45 :unknown_thing:", "at 12:30:45 emoji()"],
];

it.each(MRKDWN)("mrkdwn %j is %s", (text, expected) => {
  expect(shape(parseMrkdwn(text))).toBe(expected);
});

it("mrkdwn keeps any text whole enough to be parsed, and only ever makes links that cannot run", () => {
  const hrefs = (nodes: Node[]): string[] =>
    nodes.flatMap((node) => [...(node.href ? [node.href] : []), ...hrefs(node.children ?? [])]);
  const alphabet = fc.constantFrom(
    "*",
    "_",
    "~",
    "`",
    "```",
    "<",
    ">",
    "|",
    "&gt;",
    "&amp;",
    "\n",
    " ",
    "a",
    "javascript:",
    "https://x.y",
    ":",
    "!date^1^{time}",
  );
  fc.assert(
    fc.property(fc.array(alphabet, { maxLength: 60 }), (parts) => {
      for (const href of hrefs(parseMrkdwn(parts.join("")))) expect(href).toMatch(/^(https?:|mailto:|tel:|slack:)/);
    }),
  );
});

it.each([
  ["status +1555… | escalate [number] | tickets [mine|open|all]", ["status", "escalate", "tickets"]],
  ["[status|escalate|help] <number>", ["status", "escalate", "help"]],
  ["status, explain, watch", ["status", "explain", "watch"]],
  ["<anything>", []],
])("the usage hint %j offers %j", (hint, words) => {
  expect(subcommandsOf(hint).map(({ word }) => word)).toEqual(words);
});

it("a command is completed step by step", () => {
  const commands = [{ command: "/waba", usage_hint: "status +1555… | tickets", description: "Numbers" }];
  expect(slashSuggestions("/w", commands).map(({ fill }) => fill)).toEqual(["/waba "]);
  expect(slashSuggestions("/waba st", commands).map(({ fill }) => fill)).toEqual(["/waba status "]);
  expect(slashSuggestions("/waba status +1", commands)).toEqual([]);
});

it("a wall-clock time in a zone and back is the same, also on the days the clocks change", () => {
  const zones = ["Europe/Lisbon", "America/New_York", "Asia/Tokyo", "Asia/Kathmandu", "Australia/Lord_Howe"];
  const minutes = fc.integer({ min: 27_000_000, max: 31_000_000 });
  fc.assert(
    fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
      const parts = time.zonedParts(minute * 60_000, zone);
      const again = time.zonedParts(time.zonedEpoch(parts.date, parts.time, zone) * 1000, zone);
      expect(again).toEqual(parts);
    }),
  );
});

it("date tokens are filled in the viewer's zone, and an unknown token gives the fallback", () => {
  const at = Date.UTC(2026, 10, 22, 23, 30);
  const tell = (format: string, zone: string) => time.formatDateTokens(format, at, zone, at + 60_000);
  expect(tell("{date_short_pretty} at {time}", "UTC")).toBe("today at 11:30 PM");
  expect(tell("{date_short} {time}", "Asia/Tokyo")).toBe("Nov 23rd, 2026 8:30 AM");
  expect(tell("{date_long}", "UTC")).toBe("Sunday, November 22nd, 2026");
  expect(tell("{ago}", "UTC")).toBe("1 minute ago");
  expect(tell("{century}", "UTC")).toBeUndefined();
});
