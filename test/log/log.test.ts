import { WebAPIHTTPError, WebAPIPlatformError } from "@slack/web-api";
import { expect, test } from "vitest";
import { AppError } from "../../src/app/errors.ts";
import { createLog } from "../../src/log/create-log.ts";
import { createRequests } from "../../src/log/requests.ts";
import { safeText } from "../../src/log/safe-text.ts";

const TOKEN = `EAAG${"m0PX4ZCpsBA".repeat(12)}`;

function aLog(level = "trace") {
  const lines: string[] = [];
  let nth = 0;
  const requests = createRequests(() => {
    nth += 1;
    return `req${nth}-and-what-nobody-reads-out`;
  });
  const log = createLog({ level, requestId: requests.id, to: { write: (line) => void lines.push(line) } });
  return { log, requests, text: () => lines.join(""), last: () => JSON.parse(lines.at(-1) ?? "") };
}

test("every line of a request carries its id, also behind awaits; two at once keep theirs", async () => {
  const { log, requests, text } = aLog();
  const work = (name: string) =>
    requests.begin(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      log.info({ name }, "working");
      return requests.id();
    });
  const [first, second] = await Promise.all([work("a"), work("b")]);
  expect(first).toHaveLength(8);
  expect(second).not.toBe(first);
  const lines = text().trim().split("\n");
  expect(lines.map((line) => JSON.parse(line).request)).toEqual([first, second]);
});

test("a line of no request has no id, and work that is left behind belongs to none", () => {
  const { log, requests, last } = aLog();
  log.info({}, "on its own");
  expect(last()).not.toHaveProperty("request");
  requests.begin(() => requests.leave(() => log.info({}, "the publisher's")));
  expect(last()).not.toHaveProperty("request");
});

test("an error is written with what was decided to be safe, and with nothing that it carries", () => {
  const { log, last, text } = aLog();
  const http = new WebAPIHTTPError(500, "Oops", { authorization: `Bearer ${TOKEN}` }, "a body with +1 555 010 0001");
  log.error({ err: new AppError("It failed.", { details: { code: "57014" }, cause: http }) }, "a listener failed");
  expect(last().err).toMatchObject({
    type: "AppError",
    message: "It failed.",
    kind: "app",
    details: { code: "57014" },
    stack: expect.stringMatching(/^\s+at /),
    cause: { type: "WebAPIHTTPError", code: "slack_webapi_http_error" },
  });
  expect(text()).not.toMatch(/Bearer|a body with|0001/);
});

test("of Slack's refusal the word is kept, of its answer nothing", () => {
  const { log, last, text } = aLog();
  const answer = { ok: false, error: "not_in_channel", message: { text: "hello" } };
  log.warn({ err: new WebAPIPlatformError(answer) }, "no");
  expect(last().err).toMatchObject({ slack: "not_in_channel" });
  expect(text()).not.toContain("hello");
});

test.each([
  ["a secret in a message", `refused: access_token=${TOKEN}`],
  ["a number in a message", "the number +1 (555) 010-0001 is gone"],
  ["a number without its plus", "invalid input syntax for type integer: 15550100001"],
  ["what could not be parsed", `Unexpected token 'h', "hello +1 555"... is not valid JSON`],
])("%s is not written, wherever it stands", (_, said) => {
  const { log, text } = aLog();
  log.error({ err: new Error(said, { cause: new Error(said) }) }, said);
  log.info({ because: said, body: { text: said }, list: [said] }, "fields");
  log.warn(said);
  log.error(new Error(said));
  expect(text()).not.toMatch(/EAAG|5550100001|555\) 010|hello/);
});

test("ids, addresses, dates and Slack's words stay readable", () => {
  for (const text of [
    "connect ECONNREFUSED 127.0.0.1:5432",
    "2026-11-22 12:30 UTC",
    "ticket 3f2b8a5e-1d2c-4c8e-9a51-2f0a7d3b9c11",
    "not_in_channel C0123456789",
    "message 1732276160.123456",
  ]) {
    expect(safeText(text)).toBe(text);
  }
  expect(safeText("the number +15550100001")).toBe("the number …0001");
});
