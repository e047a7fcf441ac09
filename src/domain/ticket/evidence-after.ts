import { type Evidence, TOLD_STATES } from "../evidence.ts";
import { findStep } from "../playbooks/catalogue.ts";
import type { Playbooks } from "../playbooks/playbook.ts";
import type { Instant } from "../time.ts";
import { isSame } from "./changed-facts.ts";
import type { Command } from "./command.ts";
import type { TicketFacts } from "./facts.ts";
import { FACT_OF, withTold } from "./told-evidence.ts";

type Change = {
  commands: readonly Command[];
  before: TicketFacts;
  after: TicketFacts;
  now: Instant;
  playbooks: Playbooks;
};

/**
 * What a ticket rests on after a change; the same list when nothing is different. An answer replaces the earlier
 * answer to the same question, and a live reading the earlier reading.
 */
export function evidenceAfter(evidence: readonly Evidence[], change: Change): readonly Evidence[] {
  const { commands, before, after, now, playbooks } = change;
  const withdrawn = commands.flatMap((command) => (command.do === "withdraw_evidence" ? command.evidence : []));
  const added = commands.flatMap((command) => evidenceIn(command, now));
  const answered = new Set(added.map(({ kind }) => kind).filter((kind) => kind.startsWith("answer_")));
  const isReading = added.some(({ source }) => source === "probe");
  const kept = evidence.filter((item) => {
    if (answered.has(item.kind) || (isReading && item.source === "probe")) return false;
    return !withdrawn.some((gone) => isSame(gone, item));
  });
  const words = new Set(commands.flatMap((command) => factsTold(command, playbooks)));
  const told = TOLD_STATES.filter(
    (state) => words.has(FACT_OF[state]) && !isSame(before[FACT_OF[state]], after[FACT_OF[state]]),
  );
  const next = withTold([...kept, ...added], { told, facts: after, now });
  return isSame(next, evidence) ? evidence : next;
}

/** Facts that rest on somebody's word, not on an observation. */
function factsTold(command: Command, playbooks: Playbooks): readonly string[] {
  if (command.do === "update_facts") return Object.keys(command.facts);
  if (command.do !== "set_step" && command.do !== "verify_step") return [];
  return Object.keys(findStep(playbooks, command.step)?.settles?.facts ?? {});
}

function evidenceIn(command: Command, at: Instant): readonly Evidence[] {
  if (command.do === "add_evidence") return command.evidence;
  if (command.do === "set_step" && typeof command.failedWith === "object") {
    return [{ kind: "error", ...command.failedWith, origin: "register", source: "answer", at }];
  }
  if (command.do !== "update_facts") return [];
  const { supportHome, scope, incoming, recentChanges } = command.facts;
  const from = { source: "answer", at } as const;
  return [
    ...(supportHome === undefined ? [] : [{ ...from, kind: "answer_support_home" as const, value: supportHome }]),
    ...(scope === undefined ? [] : [{ ...from, kind: "answer_scope" as const, value: scope }]),
    ...(incoming === undefined ? [] : [{ ...from, kind: "answer_incoming" as const, value: incoming }]),
    ...(recentChanges === undefined ? [] : [{ ...from, kind: "answer_recent_changes" as const, value: recentChanges }]),
  ];
}
