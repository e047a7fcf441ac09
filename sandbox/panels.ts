import type { FakeGraph } from "./graph/server.ts";
import type { Told } from "./graph/stories/create-stories.ts";
import type { Panel, PanelRow } from "./slack/server/workspace-route.ts";
import type { Delivery } from "./webhooks/outbox.ts";

/** Where the page's server passes on what the buttons say. */
export const GRAPH_CONTROL = "/_graph";

/** A number that looks healthy while its sends fail: what the bot is for. */
const FIRST_TO_TRY = "+15550100002";

/** What there is to try: the main job, numbers that stand still, and numbers that change over time. */
export function graphPanels(graph: FakeGraph): readonly Panel[] {
  const first = graph.scenarios.find(({ number }) => number === FIRST_TO_TRY)?.paste;
  const scenarios = graph.scenarios.map(({ number, title, youSee, paste }) => ({
    label: `${number} · ${title}`,
    text: youSee,
    insert: paste === null ? `/waba status ${number}` : `/waba status ${number}\n\n@Locksmith ${paste}`,
  }));
  return [
    {
      title: "Start here",
      rows: [
        {
          label: "1 · Paste an error",
          text: "A send failed at Vonage, from a number that looks healthy.",
          insert: `@Locksmith ${first}`,
        },
        {
          label: "2 · Escalate it",
          text: "Open the reply below your message and press Escalate. As API key any eight letters and digits do: a1b2c3d4.",
        },
        {
          label: "3 · Tick a step",
          text: "The ticket is in #waba-support, its checklist in the reply below it. Press Done. At the top left you act as somebody else.",
        },
      ],
    },
    { title: "Scenario numbers", rows: scenarios },
    {
      title: "Numbers that change",
      about: "A button moves the number on. The bot reads it at most once a minute.",
      rows: graph.stories.told().map(storyRow),
    },
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
