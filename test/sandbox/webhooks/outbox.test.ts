import { expect, test } from "vitest";
import { createOutbox } from "../../../sandbox/webhooks/outbox.ts";
import { aReceiver, type Received } from "./a-receiver.ts";

const NOW = "2026-11-22T00:00:00.000Z";

const change = (field: string, value: object) => ({ value, field });
const meta = (...changes: object[]) => ({
  to: "meta" as const,
  payload: { object: "whatsapp_business_account", entry: [{ id: "1", time: 1795305600, changes }] },
});
const VIOLATION = meta(change("account_update", { event: "ACCOUNT_VIOLATION" }));

async function anOutbox(answer?: (received: Received) => { status: number }) {
  const receiver = await aReceiver(answer);
  const outbox = createOutbox({ clock: () => NOW });
  outbox.aim({
    meta: { url: `${receiver.url}/webhooks/meta`, secret: "app", verifyToken: "ours" },
    vonage: { url: `${receiver.url}/webhooks/vonage`, secret: "signature" },
  });
  return { outbox, ...receiver };
}

test("each delivery is kept: what was told, to whom, the status answered and how long it took", async () => {
  const { outbox } = await anOutbox(({ url }) => ({ status: url.pathname.endsWith("meta") ? 200 : 404 }));
  await outbox.push(VIOLATION);
  await outbox.push({ to: "vonage", payload: { status: "rejected", error: { type: "https://x/messages#1330" } } });
  expect(outbox.deliveries()).toMatchObject([
    { n: 1, at: NOW, to: "meta", about: "account_update ACCOUNT_VIOLATION", status: 200, ms: expect.any(Number) },
    { n: 2, at: NOW, to: "vonage", about: "rejected 1330", status: 404, ms: expect.any(Number) },
  ]);
  expect(outbox.deliveries(1)).toHaveLength(1);
});

test("a delivery is repeated byte for byte, the signature included, and says what it repeats", async () => {
  const { outbox, received } = await anOutbox();
  await outbox.push(VIOLATION);
  await outbox.push({ to: "vonage", payload: { status: "delivered" } });
  expect(await outbox.redeliver(1)).toMatchObject({ n: 3, repeats: 1, about: "account_update ACCOUNT_VIOLATION" });
  expect(await outbox.redeliver(2)).toMatchObject({ n: 4, repeats: 2 });
  const bytes = received.map(({ body, headers }) => [
    body.toString(),
    headers["x-hub-signature-256"] ?? headers.authorization,
  ]);
  expect(bytes[2]).toEqual(bytes[0]);
  expect(bytes[3]).toEqual(bytes[1]);
});

test("several things told at once are described one by one", async () => {
  const { outbox } = await anOutbox();
  const failed = { statuses: [{ status: "failed", errors: [{ code: 131031 }] }] };
  const { about } = await outbox.push(
    meta(
      change("account_review_update", { decision: "REJECTED" }),
      change("messages", failed),
      change("messages", { messages: [{}] }),
    ),
  );
  expect(about).toBe("account_review_update REJECTED, messages failed 131031, messages incoming");
});

test("a fault is sent and written down; one that is none of the provider's is refused by name", async () => {
  const { outbox, last } = await anOutbox();
  expect(await outbox.push(VIOLATION, "no_signature")).toMatchObject({ fault: "no_signature" });
  expect(last().headers).not.toHaveProperty("x-hub-signature-256");
  await expect(outbox.push(VIOLATION, "stale")).rejects.toThrow('There is no fault "stale" here. Known: wrong_secret');
});

test("the handshake is made with the token of the target, or with a wrong one", async () => {
  const { outbox, last } = await anOutbox(() => ({ status: 403 }));
  expect((await outbox.verify()).ok).toBe(false);
  expect(last().url.searchParams.get("hub.verify_token")).toBe("ours");
  await outbox.verify("theirs");
  expect(last().url.searchParams.get("hub.verify_token")).toBe("theirs");
});

test("without a target nothing is sent", async () => {
  const outbox = createOutbox({ clock: () => NOW });
  expect(outbox.isAimed()).toBe(false);
  await expect(outbox.push(VIOLATION)).rejects.toThrow("Nobody was named");
});
