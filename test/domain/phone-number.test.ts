import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lastFour, parsePhoneNumber, readPhoneNumbers } from "../../src/domain/phone-number.ts";
import { anyText } from "./any-text.ts";

const numberOf = (text: string) => {
  const parsed = parsePhoneNumber(text);
  return parsed.ok ? parsed.number : parsed.why;
};

describe("a phone number", () => {
  it.each([
    "+1 (202) 555-0123",
    "0012025550123",
    "12025550123",
    "<tel:+12025550123|+1 202-555-0123>",
    "+1\u00a0202\u00a0555\u00a00123",
    "\u202a+1 202 555 0123\u202c",
    "\u200e+1\u200b2025550123",
    "+1 202 555 0123",
    "١٢٠٢٥٥٥٠١٢٣",
    "tel:+12025550123",
    "whatsapp:+12025550123",
    "https://wa.me/12025550123",
    "`+1-202-555-0123`",
    "+1 202‑555‑0123",
    "+1.202.555.0123",
    "+1 202 555 0123 (support line)",
  ])("is read from %j", (text) => {
    expect(numberOf(text)).toBe("+12025550123");
  });

  it("drops the zero that is dialled at home only", () => {
    expect(numberOf("+44 (0)20 7946 0958")).toBe("+442079460958");
  });

  it("may be one of the +1 555 numbers people try first, with a hint", () => {
    expect(parsePhoneNumber("+1 555 010 0123")).toMatchObject({
      ok: true,
      number: "+15550100123",
      hint: expect.any(String),
    });
  });

  it.each([
    ["", "empty"],
    [" \u200b ", "empty"],
    ["our main line", "no_digits"],
    ["+1555", "too_short"],
    ["1234567890123456789", "too_long"],
    ["2025550123", "no_country_code"],
    ["020 7946 0958", "no_country_code"],
    ["+999 123 456 789", "not_possible"],
    ["order 12345678", "not_possible"],
    ["+12025550123 +12025550124", "several"],
    ["12025550123 / 12025550124", "several"],
  ])("is not %j, and the reason is %s", (text, why) => {
    expect(parsePhoneNumber(text)).toMatchObject({ ok: false, why });
  });

  it("is refused with a sentence that says what to do", () => {
    for (const text of ["", "x", "1", "2025550123", "9".repeat(30), "+999123456789"]) {
      const parsed = parsePhoneNumber(text);
      expect(parsed.ok ? "" : parsed.says).toMatch(/^[A-Z].*\.$/);
    }
  });

  it("never throws, and what it accepts is read as the same number again", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = parsePhoneNumber(text);
        if (parsed.ok) expect(numberOf(parsed.number)).toBe(parsed.number);
      }),
    );
  });

  it("shows its last four digits only", () => {
    expect(lastFour("+12025550123")).toBe("0123");
  });
});

describe("a field with numbers", () => {
  it("holds one number per line, counts each once and keeps what it could not read", () => {
    expect(readPhoneNumbers("+1 202 555 0123\n\n12025550123\nsoon\n+44 7700 900456")).toEqual({
      numbers: ["+12025550123", "+447700900456"],
      problems: [{ line: "soon", says: expect.stringMatching(/digits/) }],
    });
  });

  it("accepts commas between numbers, too", () => {
    expect(readPhoneNumbers("+12025550123, +447700900456").numbers).toEqual(["+12025550123", "+447700900456"]);
  });
});
