import type { FakeGraph } from "./graph/server.ts";
import type { Place } from "./graph/stories/create-stories.ts";
import { readJson, writeJson } from "./json-file.ts";
import type { LocalSlack } from "./slack/create-local-slack.ts";

/** Stories go on where they were; the page hears of each move, and the journal of each delivery. */
export function followStories({ stories, outbox }: FakeGraph, slack: LocalSlack, file: string): void {
  const saved = readJson(file);
  if (saved) stories.restore(saved as Record<string, Place>);
  let last = 0;
  stories.onChange(() => {
    writeJson(file, stories.places());
    for (const { n, to, about, status, ms, body } of outbox.deliveries(last)) {
      last = n;
      const title = `${to === "meta" ? "Meta" : "Vonage"} tells the bot: ${about} → ${status}`;
      slack.journal.add({ kind: "note", title, ms, detail: body });
    }
    slack.changed();
  });
}
