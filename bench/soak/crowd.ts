import type { State } from "../../sandbox/slack/state/state.ts";
import { crowdedWorkspace } from "../../test/e2e/support/crowd.ts";

export type Crowd = { workspace: State; people: readonly string[]; desks: readonly string[] };

/** So many people in the support channel, and channels to ask in: Slack takes one new message a second in each. */
export function createCrowd(size: number, channels: number): Crowd {
  const { workspace, people } = crowdedWorkspace(size);
  const general = workspace.channels.find(({ name }) => name === "general");
  if (general === undefined) throw new Error("The usual workspace has no #general.");
  const desks = Array.from({ length: channels }, (_, at) => {
    const name = `desk-${at + 1}`;
    const id = `C0DESK${String(at + 1).padStart(5, "0")}`;
    workspace.channels.push({ ...general, id, name, is_general: false, members: [...general.members] });
    return `#${name}`;
  });
  return { workspace, people, desks };
}
