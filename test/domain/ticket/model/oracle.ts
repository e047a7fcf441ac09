import type { StepState, Ticket } from "../../../../src/domain/ticket/ticket.ts";

/**
 * What may never happen, written a second time by hand and on raw rows and facts only: none of the functions under
 * test is used here, or both would be wrong in the same way.
 */
const PROVIDER_CASE = [
  "stop.save_evidence",
  "find.open_provider_case",
  "find.support_home",
  "find.health",
  "rereg.right_path",
  "rereg.provider_decides",
];
const READY = [...PROVIDER_CASE, "rereg.pin_ready", "find.attempts", "rereg.attempts_left"];
const BEFORE_GO = [
  ...READY,
  "older.name_admin",
  "older.can_remove",
  "older.can_add_back",
  "older.can_receive_code",
  "older.write_down",
  "older.fresh_link",
];

export const BEHIND: Readonly<Record<string, readonly string[]>> = {
  "recent.register": READY,
  "older.disconnect": [...BEFORE_GO, "older.go"],
  "older.remove_number": [...BEFORE_GO, "older.go", "older.disconnect"],
  "older.sign_up": [...BEFORE_GO, "older.go", "older.disconnect", "older.remove_number", "older.both_gone"],
  "older.register": [
    ...BEFORE_GO,
    "older.go",
    "older.disconnect",
    "older.remove_number",
    "older.both_gone",
    "older.sign_up",
  ],
  "pin.register_once": [
    "find.where",
    "find.attempts",
    "pin.confirm",
    "pin.stop_guessing",
    "pin.set_new",
    "pin.store",
    "pin.same_everywhere",
  ],
  "coex.sign_up": ["coex.reason", "coex.open_app"],
};

/** What shows that a restriction is over means nothing before its end. */
export const DATED: readonly string[] = ["wait.end", "prove.no_block", "prove.incoming", "prove.reply"];

const IRREVERSIBLE = ["older.disconnect", "older.remove_number"];
const REGISTERS = ["pin.register_once", "recent.register", "older.register"];
const LISTED = ["listed_review", "listed_no_review", "listed_until", "in_review", "unchanged"];
const RANK: Record<StepState, number> = { todo: 0, skipped: 0, disputed: 0, released: 1, claimed: 2, verified: 3 };

function row(ticket: Ticket, id: string) {
  return ticket.steps.find((candidate) => candidate.id === id);
}

function done(ticket: Ticket, id: string): boolean {
  const found = row(ticket, id);
  if (found === undefined || !["claimed", "verified"].includes(found.state)) return false;
  return id !== "older.go" || (found.second !== null && found.second !== found.by);
}

function left({ facts }: Ticket): number | null {
  const { meta, provider } = facts.attempts;
  if (facts.provider === "meta") return meta === null ? null : 10 - meta;
  return meta === null || provider === null ? null : 10 - Math.max(meta, provider);
}

/** Every reason why going on with this step would have been wrong on the ticket as it was. */
export function reasonsAgainst(before: Ticket, step: string, now: string): string[] {
  const { facts } = before;
  const missing = (BEHIND[step] ?? []).filter((id) => !done(before, id)).map((id) => `${id} is not done`);
  const against = (is: boolean, why: string) => (is ? [why] : []);
  const ends = facts.registerWait?.until;
  const waits = facts.registerWait !== null && (ends == null ? !done(before, "pin.wait") : now < ends);
  const open = facts.restriction !== null && (facts.restriction.endsAt === null || now < facts.restriction.endsAt);
  const attempts = left(before);
  const isRegister = REGISTERS.includes(step);
  const asked = ["direct", "disconnect", "pin_reset"].includes(facts.providerWay);
  const starts = ["pin.register_once", "recent.register", "older.disconnect"].includes(step);
  const paid = facts.lastPaidMessageAt;
  const isRemoval = IRREVERSIBLE.includes(step);
  return [
    ...missing,
    ...against(facts.banned === "yes", "banned"),
    ...against(LISTED.includes(facts.supportHome), "a violation is listed"),
    ...against(open, "a restriction is open"),
    ...against(step !== "coex.sign_up" && facts.supportHome !== "nothing_listed", "nobody saw an empty list"),
    ...against(step === "pin.register_once" && facts.registerWait !== null && !done(before, "pin.wait"), "no wait"),
    ...against(step === "pin.register_once" && facts.reverification && !done(before, "pin.reverify"), "not verified"),
    ...against((isRegister || starts || step === "older.sign_up") && waits, "registering is shut"),
    ...against(starts && facts.paymentCode, "payment is open"),
    ...against(starts && facts.technicalCode && !asked, "technical lock, and the provider did not ask"),
    ...against((starts || isRegister) && attempts === null, "attempts are not known"),
    ...against(starts && attempts !== null && attempts < 3, "fewer than three attempts are left"),
    ...against(isRegister && attempts !== null && attempts < 1, "no attempt is left"),
    ...against(isRegister && twice(facts.registerAnswers), "two failures with the same answer"),
    ...against(step === "recent.register" && facts.providerWay !== "direct", "the provider did not choose direct"),
    ...against(isRemoval && facts.providerWay !== "disconnect", "the provider did not choose to disconnect"),
    ...against(isRemoval && facts.removalAllowed === "no", "Meta refuses the removal"),
    ...against(isRemoval && paid !== null && daysSince(paid, now) < 30, "a paid message is younger than 30 days"),
    ...against(step === "older.disconnect" && facts.canBeAddedBack === "no", "it cannot be added back"),
  ];
}

/** What one change did wrong; empty when it was all right. */
export function violations(before: Ticket, after: Ticket, now: string): string[] {
  const found: string[] = [];
  for (const next of after.steps) {
    const was = row(before, next.id);
    if (was === undefined || RANK[next.state] <= RANK[was.state]) continue;
    const end = before.facts.restriction?.endsAt;
    if (DATED.includes(next.id) && end != null && now < end) found.push(`${next.id} ${next.state} before the end`);
    if (BEHIND[next.id] === undefined) continue;
    found.push(...reasonsAgainst(before, next.id, now).map((why) => `${next.id} ${next.state}: ${why}`));
    const isTicked = next.state === "claimed" || next.state === "verified";
    if (isTicked && was.releasedBy === null && IRREVERSIBLE.includes(next.id)) {
      found.push(`${next.id} ${next.state} without a release`);
    }
    // A proof of what was ticked before is no new attempt.
    if (next.state === "verified" && was.state !== "todo") continue;
    const tries = Math.max(before.facts.attempts.meta ?? 0, before.facts.attempts.provider ?? 0);
    const isThird = tries >= 2 || before.facts.registerAnswers.length >= 2;
    if (isTicked && REGISTERS.includes(next.id) && isThird && (was.second === null || was.second === was.releasedBy)) {
      found.push(`${next.id} ${next.state} as a third attempt without a second person`);
    }
  }
  for (const { id, state, version } of before.steps) {
    const still = row(after, id);
    if (still === undefined && state !== "todo") found.push(`${id} was ${state} and is gone`);
    if (still !== undefined && still.version < version) found.push(`${id} went back to version ${still.version}`);
  }
  if (after.status === "resolved" && after.outcome === "recovered") {
    const unproved = ["prove.incoming", "prove.reply"].filter((id) => !done(after, id));
    found.push(...unproved.map((id) => `recovered without ${id}`));
  }
  return found;
}

function twice(answers: readonly string[]): boolean {
  return new Set(answers).size < answers.length;
}

function daysSince(then: string, now: string): number {
  return (Date.parse(now) - Date.parse(then)) / 86_400_000;
}
