import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lookUp } from "../../../src/domain/codes/index.ts";
import { codesOf } from "../../../src/domain/diagnosis/codes.ts";
import { recognise } from "../../../src/domain/recognition/recognise.ts";
import { anyText } from "../any-text.ts";
import { codesIn, everyShape, pasted } from "./fixtures.ts";

const ERROR = {
  error: {
    message: "(#131031) Business Account locked",
    type: "OAuthException",
    code: 131031,
    error_data: { messaging_product: "whatsapp", details: "Business account has been locked." },
    fbtrace_id: "AbC1dE2fG3hI4jK5lM6nO7p",
  },
};

const wraps: readonly ((text: string) => string)[] = [
  (text) => JSON.stringify({ level: "warn", log: text }),
  (text) => JSON.stringify(JSON.stringify({ body: text })),
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => `\`\`\`\n${text}\n\`\`\``,
  (text) => `> ${text.replaceAll("\n", "\n> ")}`,
  (text) => `2026-11-20T10:00:00Z ERROR whatsapp: upstream answered ${text}`,
  (text) => `Hallo, seit gestern kommt das hier:\n${text}\nWas tun?`,
  (text) => `Desde ayer aparece esto ${text} ¿qué hacemos?`,
  (text) => `[${text},{"ok":true}]`,
];

/** What a web page or a chat makes of plain quotes, before or after everything else happened to the text. */
const disguises: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replaceAll('"', "&quot;"),
  (text) => text.replaceAll('"', "“"),
];

const payloads = [
  JSON.stringify(ERROR),
  JSON.stringify(ERROR, null, 2),
  JSON.stringify(ERROR).replaceAll('"', "'"),
  JSON.stringify(ERROR).replace(/"(\w+)":/g, "$1: "),
];

describe("recognition", () => {
  it("finds the code and the trace however the answer was wrapped, up to three times", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...payloads),
        fc.constantFrom(...disguises),
        fc.array(fc.constantFrom(...wraps), { maxLength: 3 }),
        fc.boolean(),
        (payload, disguise, chosen, isFirst) => {
          const wrap = (text: string) => chosen.reduce((inner, one) => one(inner), text);
          const text = isFirst ? wrap(disguise(payload)) : disguise(wrap(payload));
          expect(codesIn(text)).toEqual(["meta 131031"]);
          expect(recognise(text).fbtraceId).toBe(ERROR.error.fbtrace_id);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("finds the code in an answer that was cut off anywhere after it", () => {
    const text = JSON.stringify(ERROR);
    const from = text.indexOf('"code":131031') + '"code":131031'.length + 1;
    fc.assert(
      fc.property(fc.integer({ min: from, max: text.length }), (end) => {
        expect(codesIn(text.slice(0, end))).toEqual(["meta 131031"]);
      }),
    );
  });

  it("finds the code in an answer whose beginning was cut off anywhere before it", () => {
    const text = JSON.stringify(ERROR);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.indexOf('"code"') }), (start) => {
        expect(codesIn(text.slice(start))).toEqual(["meta 131031"]);
      }),
    );
  });

  it("never sees the lock code inside longer runs of letters and digits", () => {
    const word = fc.string({ unit: fc.constantFrom(..."abcdefXYZ0123456789"), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(word, word, (before, after) => {
        fc.pre(!/(?:^|\D)(?:error|err|code|e|wa|waba|meta)$/i.test(before) || /\w/.test(after));
        expect(codesIn(`WhatsApp error, trace ${before}131031${after} timed out`)).toEqual([]);
      }),
    );
  });

  it("never sees a lock in a list of customers, whatever their data", () => {
    const customer = fc.record({
      "Customer Code": fc.constantFrom(131031, 131042, 141014, 368),
      "Customer Name": fc.string(),
      City: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(customer, { minLength: 1, maxLength: 4 }), (customers) => {
        expect(locksIn(JSON.stringify(customers))).toEqual([]);
      }),
    );
  });

  it("never throws on any text", () => {
    fc.assert(fc.property(anyText, (text) => Array.isArray(recognise(text).evidence)));
  });

  it("never throws on fixtures with pieces cut out, doubled or swapped", () => {
    const texts = [...pasted().map((one) => one.text), ...everyShape().map((one) => one.text)];
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat(), anyText, (text, from, length, filling) => {
        const at = from % (text.length + 1);
        const mangled = text.slice(0, at) + filling + text.slice(at + (length % 40));
        const found = recognise(mangled);
        for (const one of found.evidence) expect(one.source).toBe("pasted");
      }),
      { numRuns: 300 },
    );
  });

  it("gives back the text without the secrets in it", () => {
    const found = recognise(
      'curl -u abcd1234:Tq7vKx2mWz9pLd4R ... {"error":{"code":131031,"message":"(#131031) Business Account locked"}}',
    );
    expect(found.secrets).toEqual(["basic_auth"]);
    expect(found.redactedText).not.toContain("Tq7vKx2mWz9pLd4R");
    expect(codesOf(found.evidence, [])).toEqual([{ namespace: "meta", code: 131031 }]);
  });

  it("reads megabytes of nested or repeated objects without running out of stack", () => {
    expect(recognise('{"a":['.repeat(200_000)).evidence).toEqual([]);
    expect(recognise(`[${"{},".repeat(400_000)}{}]`).evidence).toEqual([]);
  });

  // Each of these took a time that grew with the square of its length, or came near to it.
  it.each([
    ["line breaks inside a code", `(#131${"\n".repeat(300_000)}`],
    ["one long word after a percent sign", `%22 ${"a".repeat(300_000)}`],
    ["question marks that look like forms", `${"?a=".repeat(100_000)}&`],
    ["one sentence of good news and doubts", "greenbutno".repeat(30_000)],
    ["a private key without an end", `-----BEGIN PRIVATE KEY-----\n${"QUJD".repeat(75_000)}`],
  ])("reads %s in no time", (_, text) => {
    expect(recognise(text).evidence).toEqual([]);
  });

  it("gives up on senders that nobody can call, and says so by naming none", () => {
    const senders = Array.from({ length: 15_000 }, (__, at) => `from +99 ${1_000_000_000 + at}`).join(" ");
    expect(recognise(senders)).not.toHaveProperty("number");
  });
});

function locksIn(text: string): string[] {
  return codesOf(recognise(text).evidence, [])
    .filter((code) => lookUp(code)?.isLock)
    .map((code) => String(code.code));
}
