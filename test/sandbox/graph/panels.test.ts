import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { followStories } from "../../../sandbox/follow-stories.ts";
import type { FakeGraph } from "../../../sandbox/graph/server.ts";
import { graphPanels } from "../../../sandbox/panels.ts";
import { aLocalSlack } from "../slack/slack-for-test.ts";
import { aReceiver } from "../webhooks/a-receiver.ts";
import { aGraph } from "./a-graph.ts";

const POLICY = "+15550100021";

function rowOf(graph: FakeGraph, number: string) {
  const rows = graphPanels(graph).flatMap((panel) => panel.rows);
  return rows.find(({ label }) => label.startsWith(number)) ?? expect.fail(`There is no row of ${number}.`);
}

async function listened(answer: number | "hang up") {
  const { graph } = await aGraph();
  const { url } = await aReceiver(() => (answer === "hang up" ? answer : { status: answer }));
  graph.outbox.aim({ meta: { url, secret: "app", verifyToken: "ours" }, vonage: { url, secret: "signature" } });
  return graph;
}

test("the first thing to try is the error of a number that looks healthy, and what follows it", async () => {
  const { graph } = await aGraph();
  const [start] = graphPanels(graph);
  const [paste, ...then] = start?.rows ?? [];
  expect(paste?.insert).toMatch(/^@Locksmith .*1330.*131031/);
  expect(then.map(({ label }) => label)).toEqual(["2 · Escalate it", "3 · Tick a step"]);
});

test("every scenario and every story has a row, and each story a button for what may come next", async () => {
  const { graph } = await aGraph();
  const [, scenarios, stories] = graphPanels(graph);
  expect(scenarios?.rows).toHaveLength(graph.scenarios.length);
  expect(stories?.rows.map(({ state, actions }) => [state, actions?.map(({ label }) => label)])).toEqual([
    ["Healthy", ["Next: Violation"]],
    ["Healthy", ["Next: Card missing"]],
    ["Connected", ["Next: Locked"]],
  ]);
});

test("the row follows its story: where it stands, what to paste, what comes next", async () => {
  const { graph } = await aGraph();
  await graph.setStage(POLICY, "restricted");
  const { state, insert, actions, note } = rowOf(graph, POLICY);
  expect(state).toBe("Restricted");
  expect(insert).toMatch(/^\/waba status \+15550100021\n\n@Locksmith \+15550100021 \{"object".*ACCOUNT_RESTRICTION/);
  expect(actions).toEqual([
    { label: "Next: Locked", do: { post: "/_graph/stage", body: { number: POLICY, stage: "locked" } } },
    { label: "Next: Healthy", do: { post: "/_graph/stage", body: { number: POLICY, stage: "healthy" } } },
  ]);
  expect(note).toBeUndefined();
});

test.each([
  [404, "The bot does not listen for webhooks yet."],
  [200, "The bot took 3 notices."],
  [401, "The bot answered 401 to account_update DISABLED_UPDATE."],
  ["hang up", "The bot did not answer to account_update DISABLED_UPDATE."],
] as const)("after %s the row says: %s", async (answer, note) => {
  const graph = await listened(answer);
  await graph.setStage(POLICY, "locked");
  expect(rowOf(graph, POLICY)).toMatchObject({ note });
  expect(rowOf(graph, POLICY).actions?.at(-1)).toMatchObject({ label: "Send again", do: { post: "/_graph/again" } });
});

test("the page hears of each move, the journal of each delivery, and a restart goes on where it was", async () => {
  const folder = mkdtempSync(join(tmpdir(), "locksmith-stories-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "stories.json");
  const slack = await aLocalSlack();
  const graph = await listened(404);
  followStories(graph, slack, file);
  const told = new Promise<void>((resolve) => slack.onChange(resolve));
  await graph.setStage(POLICY, "violation");
  await told;
  const noted = slack.journal.entries().filter(({ title }) => title.startsWith("Meta tells the bot"));
  expect(noted).toMatchObject([{ title: "Meta tells the bot: account_update ACCOUNT_VIOLATION → 404", red: false }]);

  const { graph: next } = await aGraph();
  followStories(next, slack, file);
  expect(rowOf(next, POLICY).state).toBe("Violation");
});
