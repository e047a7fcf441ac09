import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { looksSecret, redact, type SecretKind } from "../../src/domain/redaction.ts";
import { anyText } from "./any-text.ts";

const META = `EAA${"GmQ7xZCpsBAKZBq9abcdEFGH12345".repeat(4)}ZDZD`;
const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJpYXQiOjE3OTUxNjYwNjZ9.abcDEF123_-xyzXYZ098";
const SECRET = "Tq7vKx2mWz9pLd4R";

const SAMPLES: readonly (readonly [kind: SecretKind, text: string, secret: string])[] = [
  ["meta_token", `token ${META} please`, META],
  ["meta_token", `https://graph.facebook.com/v25.0/1/phone_numbers?access_token=${META}&limit=25`, META],
  ["meta_token", "EAAGmQ7xZCpsBAKZ", "EAAGmQ7xZCpsBAKZ"],
  ["jwt", JWT, JWT],
  ["jwt", "eyJhbGciOiJIUzI1NiJ9.eyJpY", "eyJpY"],
  ["slack_token", "xoxb-123456789012-abcdefABCDEF", "abcdefABCDEF"],
  ["slack_token", "xapp-1-A0123-456-abcdef", "abcdef"],
  ["bearer_token", `AUTHORIZATION: BEARER ${SECRET}`, SECRET],
  ["basic_auth", "authorization: Basic YWJjZDEyMzQ6VHE3dkt4Mm0=", "YWJjZDEyMzQ6VHE3dkt4Mm0="],
  ["basic_auth", `curl -u abcd1234:${SECRET} https://api.example.test`, SECRET],
  ["private_key", `-----BEGIN PRIVATE KEY-----\n${"QUJD".repeat(20)}\n-----END PRIVATE KEY-----`, "QUJDQUJD"],
  ["api_secret", `VONAGE_API_SECRET=${SECRET}`, SECRET],
  ["api_secret", `{"app_secret":"0123456789abcdef0123456789abcdef"}`, "0123456789abcdef"],
  ["api_secret", `signature secret: ${SECRET}`, SECRET],
  ["api_secret", `{\\"client_secret\\":\\"${SECRET}\\"}`, SECRET],
  ["api_secret", `<api_secret>${SECRET}</api_secret>`, SECRET],
  ["api_secret", "D360-API-KEY: abcdefgh_AK", "abcdefgh_AK"],
  ["password", "password: hunter22!", "hunter22!"],
  ["password", "https://ops:Wint3rSun@db.example.test/x", "Wint3rSun"],
  ["pin", '{"messaging_product":"whatsapp","pin":"482913"}', "482913"],
  ["pin", "the PIN is 482913", "482913"],
  ["pin", "tried pin 482913, 482914 and 482915", "482915"],
  ["pin", "we used 482913 as the two-step PIN", "482913"],
  ["bearer_token", '{"hub.verify_token":"harbour-verify-me"}', "harbour-verify-me"],
  ["token_in_url", "https://example.test/cb?x=1&access_token=abc123def456", "abc123def456"],
];

const KEPT = [
  '{"fbtrace_id":"AEAAbcdefGHIJK1234567"}',
  '"fbtrace_id":"EAAbcdefGHIJK1234567"',
  "wamid.HBgMNDQ3NzAwOTAwMTIzFQIAERgSQjdCNDA1RkE3RTk5QUI1RDdBAA==",
  "(#131031) Business Account locked, WABA 102290129340398",
  "phone +447700900456 and id 106540352242922",
  "account reference Ab12Cd34Ef56Gh78",
  "two-step PIN 133005",
  "(#133005) Two step verification PIN Mismatch",
  "Error validating access token: Session has expired on Saturday",
  "the password is required and the token is invalid",
  'WWW-Authenticate: OAuth "Facebook Platform" "invalid_request"',
  "shipping: 482913",
  '{"api_key":"abcd1234"}',
];

describe("redaction", () => {
  it.each(SAMPLES)("removes a %s from %j", (kind, text, secret) => {
    const redacted = redact(text);
    expect(redacted.text).not.toContain(secret);
    expect(redacted.secrets).toContain(kind);
  });

  it.each(KEPT)("keeps %j", (text) => {
    expect(redact(text)).toEqual({ text, secrets: [] });
  });

  it("says in the text what was there", () => {
    expect(redact(`token ${META}`).text).toBe("token [secret removed: Meta token]");
  });

  it("follows a token that was wrapped over lines", () => {
    const wrapped = META.replace(/(.{40})/g, "$1\n");
    const left = redact(`here it is\n${wrapped}\nthank you`).text;
    expect(left).toBe("here it is\n[secret removed: Meta token]\nthank you");
  });

  it.each([
    ["JSON", (text: string) => JSON.stringify({ note: text })],
    ["JSON in JSON", (text: string) => JSON.stringify({ body: JSON.stringify({ note: text }) })],
    ["HTML", (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;")],
    ["a quoted chat message", (text: string) => `> ${text}\n`],
    ["a log line", (text: string) => `2026-11-20T10:00:00Z WARN app - ${text} (131031)`],
  ])("finds every sample inside %s", (_, wrap) => {
    for (const [, text, secret] of SAMPLES) {
      const plain = secret.replaceAll('"', "");
      expect(redact(wrap(text)).text).not.toContain(plain);
    }
  });

  it("changes nothing more the second time", () => {
    const pieces = fc.array(fc.oneof(fc.constantFrom(...SAMPLES.map(([, text]) => text), ...KEPT), fc.string()));
    fc.assert(
      fc.property(pieces, (texts) => {
        const once = redact(texts.join(" ")).text;
        expect(redact(once).text).toBe(once);
      }),
    );
  });

  it("lets no Meta token, JWT or keyed secret through, whatever stands around it", () => {
    const around = fc.string({ unit: fc.constantFrom(..." \n\t{}[]\",:;'()<>=\\/-") });
    const letters = fc.string({ unit: fc.constantFrom(..."abcXYZ0189"), minLength: 12, maxLength: 60 });
    fc.assert(
      fc.property(around, letters, around, (before, body, after) => {
        expect(redact(`${before}EAA${body}${after}`).text).not.toContain(body);
        expect(redact(`${before}"api_secret":"Aa1${body}"${after}`).text).not.toContain(body);
        expect(redact(`${before}eyJ${body}.${body}.${body}${after}`).text).not.toContain(body);
      }),
    );
  });

  it("never throws", () => {
    fc.assert(fc.property(anyText, (text) => typeof redact(text).text === "string"));
  });
});

describe("a value typed as an API key", () => {
  it.each(["abcd1234", "1a2b3c4d", "ABCDEF12", "a1b2c3d"])("may be %s", (value) => {
    expect(looksSecret(value)).toBeUndefined();
  });

  it.each([
    [SECRET, "api_secret"],
    ["aB3$xyZ9", "api_secret"],
    [META, "meta_token"],
    [JWT, "jwt"],
    ["xoxb-123456789012-abcdef", "slack_token"],
    [`abcd1234:${SECRET}`, "basic_auth"],
    ["0123456789abcdef0123456789abcdef", "api_secret"],
    [`Bearer ${SECRET}`, "bearer_token"],
  ])("is not %s", (value, kind) => {
    expect(looksSecret(value)).toBe(kind);
  });
});
