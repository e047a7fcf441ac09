import { asObject, plain } from "../json.ts";
import type { State } from "./state.ts";

const VERSION = 1;

/** The workspace as a plain value that survives JSON. Triggers and response URLs do not outlive a run. */
export function takeSnapshot(state: State): object {
  return plain({ version: VERSION, state: { ...state, triggers: {}, responseUrls: {}, stacks: {}, troubles: [] } });
}

/** The workspace of a snapshot; throws when it was made by another version. */
export function readSnapshot(value: object): State {
  const snapshot = asObject(value);
  const state = asObject(snapshot?.state);
  if (snapshot?.version !== VERSION || !state || !Array.isArray(state.channels)) {
    throw new Error("This snapshot of the local workspace cannot be read. Delete the file to start with an empty one.");
  }
  return plain(state) as unknown as State;
}
