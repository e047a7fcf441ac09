import { createHash, createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { pushVonage, type VonageFault } from "../../../sandbox/webhooks/vonage.ts";
import { aReceiver, type Received } from "./a-receiver.ts";

const SECRET = "a-signature-secret-for-tests";
const PAYLOAD = { message_uuid: "5a1c9d3e-7b24-4f60-9a8e-0c2d4e6f8a10", channel: "whatsapp", status: "rejected" };
const FIVE_MINUTES = 300;

type Claims = {
  iat: number;
  jti: string;
  iss: string;
  payload_hash?: string;
  api_key: string;
  application_id?: string;
};

/** What Vonage tells receivers to do, with nothing of the sandbox in it: why the callback is refused, or its claims. */
function check({ headers, body }: Pick<Received, "headers" | "body">, secret = SECRET): Claims | string {
  const token = /^Bearer (\S+)$/.exec(headers.authorization ?? "")?.[1];
  if (token === undefined) return "no token";
  const [header = "", claims = "", signature = ""] = token.split(".");
  if (JSON.parse(Buffer.from(header, "base64url").toString()).alg !== "HS256") return "algorithm";
  const expected = createHmac("sha256", secret).update(`${header}.${claims}`).digest("base64url");
  if (signature !== expected) return "signature";
  const said = JSON.parse(Buffer.from(claims, "base64url").toString()) as Claims;
  if (said.payload_hash !== createHash("sha256").update(body).digest("hex")) return "payload hash";
  if (Math.abs(Date.now() / 1000 - said.iat) > FIVE_MINUTES) return "age";
  return said;
}

test("a receiver that has the signature secret finds the token genuine, and its hash is the body's", async () => {
  const { url, last } = await aReceiver();
  await pushVonage(url, PAYLOAD, { secret: SECRET, apiKey: "abcd1234", applicationId: "an-application" });
  expect(check(last())).toEqual({
    iat: expect.any(Number),
    jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    iss: "Vonage",
    payload_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    api_key: "abcd1234",
    application_id: "an-application",
  });
  expect(check(last(), "another-secret")).toBe("signature");
  expect(JSON.parse(last().body.toString())).toEqual(PAYLOAD);
});

test("one byte changed in the body breaks the hash while the token stays genuine", async () => {
  const { url, last } = await aReceiver();
  await pushVonage(url, PAYLOAD, { secret: SECRET });
  const { headers, body } = last();
  const changed = Buffer.from(body);
  changed[10] = (changed[10] ?? 0) ^ 1;
  expect(check({ headers, body: changed })).toBe("payload hash");
});

test("every callback has a token of its own", async () => {
  const { url, received } = await aReceiver();
  for (let nth = 0; nth < 2; nth++) await pushVonage(url, PAYLOAD, { secret: SECRET });
  const [one, other] = received.map((each) => check(each) as Claims);
  expect(one?.jti).not.toBe(other?.jti);
  expect(received[0]?.body).toEqual(received[1]?.body);
});

test.each([
  ["wrong_secret", "signature"],
  ["unsigned", "no token"],
  ["tampered", "payload hash"],
  ["no_hash", "payload hash"],
  ["stale", "age"],
  ["future", "age"],
  ["alg_none", "algorithm"],
] satisfies [VonageFault, string][])("with the fault %s a receiver refuses because of the %s", async (fault, why) => {
  const { url, last } = await aReceiver();
  await pushVonage(url, PAYLOAD, { secret: SECRET, fault });
  expect(check(last())).toBe(why);
});
