import type { FakeGraph } from "./graph/server.ts";
import type { Told } from "./graph/stories/create-stories.ts";
import type { Panel, PanelRow } from "./slack/server/workspace-route.ts";
import type { Delivery } from "./webhooks/outbox.ts";

/** Where the page's server passes on what the buttons say. */
export const GRAPH_CONTROL = "/_graph";

/** What there is to try: numbers that stand still, and numbers that change over time. */
export function graphPanels(graph: FakeGraph): readonly Panel[] {
  const scenarios = graph.scenarios.map(({ number, title, youSee, paste }) => ({
    label: `${number} · ${title}`,
    text: youSee,
    insert: paste === null ? `/waba status ${number}` : `/waba status ${number}\n\n@Locksmith ${paste}`,
  }));
  return [
    {
      title: "Numbers that change",
      about: "A button moves the number on. The bot reads it at most once a minute.",
      rows: graph.stories.told().map(storyRow),
    },
    { title: "Scenario numbers", rows: scenarios },
  ];
}

function storyRow({ story, stage, paste, deliveries }: Told): PanelRow {
  const { number, title, stages } = story;
  const next = stage.next.flatMap((id) => stages.filter((one) => one.id === id));
  const note = noteOn(deliveries);
  return {
    label: `${number} · ${title}`,
    state: stage.title,
    text: stage.youSee,
    insert: `/waba status ${number}${paste === null ? "" : `\n\n@Locksmith ${number} ${paste}`}`,
    ...(note && { note }),
    actions: [
      ...next.map((one) => ({
        label: `Next: ${one.title}`,
        do: { post: `${GRAPH_CONTROL}/stage`, body: { number, stage: one.id } },
      })),
      ...(note ? [{ label: "Send again", do: { post: `${GRAPH_CONTROL}/again`, body: { number } } }] : []),
    ],
  };
}

/** What came of the notices; an address that is not there is no failure, the bot may not have one. */
function noteOn(deliveries: readonly Delivery[]): string | undefined {
  if (deliveries.length === 0) return undefined;
  if (deliveries.every(({ status }) => status === 404)) return "The bot does not listen for webhooks yet.";
  const refused = deliveries.find(({ status }) => typeof status !== "number" || status > 299);
  if (!refused)
    return deliveries.length === 1 ? "The bot took one notice." : `The bot took ${deliveries.length} notices.`;
  return refused.status === "no_answer"
    ? `The bot did not answer to ${refused.about}.`
    : `The bot answered ${refused.status} to ${refused.about}.`;
}
