import { seedState } from "../../../sandbox/slack/state/seed.ts";
import type { State } from "../../../sandbox/slack/state/state.ts";

/** The usual workspace with so many more members, all of them in the support channel: `member01`, `member02` … */
export function crowdedWorkspace(size: number): { workspace: State; people: readonly string[] } {
  const workspace = seedState({ name: "Locksmith" });
  const [someone] = workspace.users;
  if (someone === undefined) throw new Error("The usual workspace has nobody in it.");
  const members = Array.from({ length: size }, (_, at) => {
    const name = `member${String(at + 1).padStart(2, "0")}`;
    return { ...someone, id: `U0${name.toUpperCase()}1`, name, real_name: name };
  });
  workspace.users.push(...members);
  for (const { name, members: own } of workspace.channels) {
    if (name === "general" || name === "waba-support") own.push(...members.map(({ id }) => id));
  }
  return { workspace, people: members.map(({ name }) => name) };
}

export function idOf({ users }: State, name: string): string {
  return users.find((user) => user.name === name)?.id ?? "";
}
