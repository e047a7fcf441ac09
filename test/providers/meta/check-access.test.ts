import { expect, test } from "vitest";
import { checkGraphAccess } from "../../../src/providers/meta/check-access.ts";
import { createGraphWorld, NOW } from "./graph-world.ts";
import { createScriptedGraph, type Said } from "./scripted-graph.ts";

const clock = () => NOW;
const denied: Said = { status: 403, body: { error: { code: 200, message: "(#200) Permissions error" } } };
const missing: Said = { status: 400, body: { error: { code: 100, error_subcode: 33, message: "Unsupported …" } } };
const me: Said = { body: { id: "1" } };

test("with everything in place each line says so", async () => {
  const { client, graph } = await createGraphWorld();
  const where = { wabaIds: ["700500000000008"], businessId: graph.businessId };
  expect(await checkGraphAccess({ client, where, clock })).toEqual([
    { name: "Meta access token", ok: true, says: "Meta accepts it." },
    { name: "Meta permission", ok: true, says: "The token may read accounts." },
    { name: "WhatsApp account …0008", ok: true, says: "Its numbers can be read." },
    { name: "Portfolio, owned accounts", ok: true, says: "Its accounts can be listed." },
    { name: "Portfolio, client accounts", ok: true, says: "Its accounts can be listed." },
  ]);
});

test("a wrong token is the only line: the rest would fail for the same reason", async () => {
  const { client } = await createGraphWorld({ token: "wrong" });
  expect(await checkGraphAccess({ client, where: { wabaIds: ["7"] }, clock })).toMatchObject([
    { name: "Meta access token", ok: false, fix: expect.stringContaining("META_ACCESS_TOKEN") },
  ]);
});

test("a missing permission, an account out of reach and a portfolio out of reach each say what to do", async () => {
  const { client } = await createScriptedGraph(({ path }) => {
    if (path.endsWith("/me")) return me;
    if (path.endsWith("/permissions")) {
      return { body: { data: [{ permission: "whatsapp_business_management", status: "declined" }] } };
    }
    return path.includes("/71/") ? missing : denied;
  });
  const checks = await checkGraphAccess({ client, where: { wabaIds: ["71", "72"], businessId: "70" }, clock });
  expect(checks.map(({ ok, fix }) => [ok, fix])).toEqual([
    [true, undefined],
    [false, expect.stringContaining("tick whatsapp_business_management")],
    [false, expect.stringContaining("assign this WhatsApp account")],
    [false, expect.stringContaining("assign this WhatsApp account")],
    [false, expect.stringContaining("META_BUSINESS_ID")],
    [false, expect.stringContaining("META_BUSINESS_ID")],
  ]);
});

test("permissions that cannot be listed are skipped, not failed", async () => {
  const { client } = await createScriptedGraph(({ path }) => (path.endsWith("/me") ? me : denied));
  expect((await checkGraphAccess({ client, where: { wabaIds: [] }, clock }))[1]).toMatchObject({ ok: "skipped" });
});

test("a Graph that is away points to the network, not to the token", async () => {
  const { client } = await createScriptedGraph(() => ({ status: 503, text: "" }));
  const [token] = await checkGraphAccess({ client, where: { wabaIds: [] }, clock });
  expect(token).toMatchObject({ ok: false, fix: expect.stringContaining("GRAPH_API_URL") });
});

test("without a token there is nothing to check, and that is no failure", async () => {
  const checks = await checkGraphAccess({ client: undefined, where: { wabaIds: [] }, clock });
  expect(checks).toMatchObject([{ ok: "skipped", fix: expect.stringContaining("META_ACCESS_TOKEN") }]);
});
