import { expect, test } from "vitest";
import { recognise } from "../../../src/domain/recognition/recognise.ts";

function signsIn(text: string): readonly string[] {
  return recognise(text).evidence.flatMap((item) => (item.kind === "sign" ? [item.sign] : []));
}

test.each([
  "the account health reads normally but we cant send messages",
  "Number is connected and green, but nothing goes out. WhatsApp",
  "status CONNECTED yet messages dont arrive",
])("healthy and silent, however the apostrophe was typed: %s", (text) => {
  expect(signsIn(text)).toContain("healthy_but_silent");
});

test.each([
  "Health is green but the account receives every message",
  "Number connected, but the bill went up for all messages",
])("healthy and working is no sign: %s", (text) => {
  expect(signsIn(text)).not.toContain("healthy_but_silent");
});

test.each([
  "Vonage answers 429 Too Many Requests to every send",
  '{"title":"Rate Limit Hit","detail":"Please wait, then retry your request"}',
  "nexmo: Throughput Rate Exceeded - please wait [ 250 ] and retry",
])("slowed down by the provider: %s", (text) => {
  expect(signsIn(text)).toContain("throttled");
});

test("slowed down by somebody else is no sign", () => {
  expect(signsIn("nginx answered 429 Too Many Requests")).not.toContain("throttled");
});
