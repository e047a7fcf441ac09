import type { Actor } from "../../domain/playbooks/playbook.ts";

/** Who acts in a step, as people are called in a support channel. */
const ACTOR_WORDS: Record<Actor, string> = {
  support: "us",
  sender: "the sending team",
  admin: "a portfolio admin",
  billing: "whoever pays",
  provider: "the provider",
  meta: "Meta",
};

export function actorWords(who: readonly Actor[]): string {
  return who.map((actor) => ACTOR_WORDS[actor]).join(" or ");
}
