import { createHmac, timingSafeEqual } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeForMeta, type MetaFault, pushMeta, verifyMetaAddress } from "../../../sandbox/webhooks/meta.ts";
import { aReceiver, type Received } from "./a-receiver.ts";

const SECRET = "an-app-secret-for-tests";
const PAYLOAD = {
  object: "whatsapp_business_account",
  entry: [{ id: "700500000000021", time: 1795305600, changes: [{ value: { event: "Café / 50% <a@b>" }, field: "x" }] }],
};

/** What Meta tells receivers to do, with nothing of the sandbox in it. */
function isGenuine({ headers, body }: Pick<Received, "headers" | "body">, secret = SECRET): boolean {
  const said = /^sha256=([0-9a-f]{64})$/.exec(String(headers["x-hub-signature-256"]))?.[1];
  if (said === undefined) return false;
  return timingSafeEqual(Buffer.from(said, "hex"), createHmac("sha256", secret).update(body).digest());
}

test("a receiver that has the app secret finds the signature genuine, over the bytes as received", async () => {
  const { url, last } = await aReceiver();
  const { status } = await pushMeta(`${url}/webhooks/meta`, PAYLOAD, { secret: SECRET });
  expect(status).toBe(200);
  expect(last()).toMatchObject({ method: "POST", headers: { "content-type": "application/json" } });
  expect(isGenuine(last())).toBe(true);
  expect(isGenuine(last(), "another-secret")).toBe(false);
});

test("one byte changed on the way breaks the signature", async () => {
  const { url, last } = await aReceiver();
  await pushMeta(url, PAYLOAD, { secret: SECRET });
  const { headers, body } = last();
  for (const at of [0, 20, body.length - 1]) {
    const changed = Buffer.from(body);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(isGenuine({ headers, body: changed })).toBe(false);
  }
});

test("the body escapes what is not ASCII, so parsing and writing it again breaks the signature", async () => {
  const { url, last } = await aReceiver();
  await pushMeta(url, PAYLOAD, { secret: SECRET });
  const { headers, body } = last();
  expect(body.toString()).toContain(String.raw`Caf\u00e9 \/ 50\u0025 \u003Ca\u0040b>`);
  expect(JSON.parse(body.toString())).toEqual(PAYLOAD);
  expect(isGenuine({ headers, body: Buffer.from(JSON.stringify(JSON.parse(body.toString()))) })).toBe(false);
});

test("whatever is escaped reads back as it was, and the bytes are ASCII", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const payload = { text, [text]: [text] };
      const body = encodeForMeta(payload);
      expect(body).toMatch(/^[\x20-\x7e]*$/);
      expect(JSON.parse(body)).toEqual(JSON.parse(JSON.stringify(payload)));
    }),
  );
});

test.each(["wrong_secret", "no_signature", "odd_signature", "tampered"] satisfies MetaFault[])(
  "with the fault %s nothing is genuine, and the body is still JSON",
  async (fault) => {
    const { url, last } = await aReceiver();
    await pushMeta(url, PAYLOAD, { secret: SECRET, fault });
    expect(isGenuine(last())).toBe(false);
    expect(JSON.parse(last().body.toString())).toHaveProperty("object");
  },
);

test("the handshake succeeds when the bare challenge comes back", async () => {
  const { url, last } = await aReceiver(({ url: { searchParams } }) => {
    const isOurs = searchParams.get("hub.verify_token") === "ours" && searchParams.get("hub.mode") === "subscribe";
    return isOurs ? { text: searchParams.get("hub.challenge") ?? "" } : { status: 403 };
  });
  expect(await verifyMetaAddress(`${url}/webhooks/meta`, { verifyToken: "ours" })).toMatchObject({ ok: true });
  expect([last().method, last().url.pathname]).toEqual(["GET", "/webhooks/meta"]);
  expect(last().url.searchParams.get("hub.challenge")).toMatch(/^\d{10}$/);
  expect(await verifyMetaAddress(url, { verifyToken: "theirs" })).toMatchObject({ ok: false, status: 403 });
});

test.each([
  ["in quotes", (challenge: string) => JSON.stringify(challenge)],
  ["with a line end", (challenge: string) => `${challenge}\n`],
  ["that is another", () => "1158201555"],
])("the handshake fails on a challenge %s", async (_, spoil) => {
  const { url } = await aReceiver(({ url: { searchParams } }) => ({
    text: spoil(searchParams.get("hub.challenge") ?? ""),
  }));
  expect((await verifyMetaAddress(url, { verifyToken: "ours" })).ok).toBe(false);
});

test("nobody there is no answer, not an exception", async () => {
  const { url } = await aReceiver(() => "hang up");
  expect(await pushMeta(url, PAYLOAD, { secret: SECRET })).toMatchObject({ status: "no_answer" });
});

test("a redirect is not followed", async () => {
  const { url, received } = await aReceiver(() => ({ status: 302, headers: { location: "/elsewhere" } }));
  expect((await pushMeta(url, PAYLOAD, { secret: SECRET })).status).toBe(302);
  expect(received).toHaveLength(1);
});

test("nothing is sent to another computer", () => {
  expect(() => pushMeta("https://example.test/webhooks/meta", PAYLOAD, { secret: SECRET })).toThrow(
    "this computer only",
  );
});
