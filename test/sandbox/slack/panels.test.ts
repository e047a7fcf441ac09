import { expect, test } from "vitest";
import { sendJson } from "../../../sandbox/slack/server/http.ts";
import type { Panel } from "../../../sandbox/slack/server/workspace-route.ts";
import { aLocalSlack } from "./slack-for-test.ts";

const LIGHT = { label: "A lamp", text: "It can be switched.", actions: [] };

async function aLamp() {
  let state = "off";
  const press = { label: "Switch on", do: { post: "/_lamp/switch", body: { to: "on" } } };
  const panels = (): Panel[] => [{ title: "Lamps", rows: [{ ...LIGHT, state, actions: [press] }] }];
  const slack = await aLocalSlack({
    extraPanels: panels,
    extraRoutes: [
      ({ response, url }) => {
        if (url.pathname !== "/_lamp/switch") return false;
        state = "on";
        slack.changed();
        sendJson(response, 200, { ok: true });
        return true;
      },
    ],
  });
  return slack;
}

async function panelsOf(url: string): Promise<Panel[]> {
  const { panels } = (await (await fetch(`${url}/_ui/panels`)).json()) as { panels: Panel[] };
  return panels;
}

test("a panel shows how things stand, and its button posts to a route that was added", async () => {
  const slack = await aLamp();
  const [before] = (await panelsOf(slack.url)).flatMap(({ rows }) => rows);
  expect(before?.state).toBe("off");
  const action = before?.actions?.[0] ?? expect.fail("There is no button.");
  await fetch(slack.url + action.do.post, { method: "POST", body: JSON.stringify(action.do.body) });
  expect((await panelsOf(slack.url))[0]?.rows[0]?.state).toBe("on");
});

test("pages are told when a panel changes", async () => {
  const slack = await aLamp();
  const told = new Promise<void>((resolve) => slack.onChange(resolve));
  await fetch(`${slack.url}/_lamp/switch`, { method: "POST" });
  await told;
});

test("a page of another site cannot press the button", async () => {
  const slack = await aLamp();
  const headers = { origin: "https://evil.example" };
  expect((await fetch(`${slack.url}/_lamp/switch`, { method: "POST", headers })).status).toBe(403);
  expect((await panelsOf(slack.url))[0]?.rows[0]?.state).toBe("off");
});
