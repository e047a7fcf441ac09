import type { TicketFacts } from "../ticket/facts.ts";
import { isViolationListed, sameFailures, touchedRegistration } from "./conditions.ts";
import type { BuiltInPath, PathId, Playbooks } from "./playbook.ts";

type Row = {
  id: string;
  /** What we know, in words. */
  words: string;
  when: (facts: TicketFacts) => boolean;
  paths: readonly BuiltInPath[];
  /** What the provider then chooses is added. */
  followsProvider?: true;
};

const isLocked = ({ lockCode }: TicketFacts) => lockCode === "yes";
const isClean = ({ supportHome }: TicketFacts) => supportHome === "nothing_listed";

/** The first row that fits decides; a compromise puts `secure_account` in front of whatever follows. */
export const PATH_TABLE: readonly Row[] = [
  {
    id: "banned",
    words: "banned, disabled, or scheduled to be disabled",
    when: (facts) => facts.banned === "yes",
    paths: ["stop_the_bleeding", "find_the_cause", "policy", "meta_review", "prove_it_works", "prevent"],
  },
  {
    id: "violation",
    words: "Business Support Home lists a violation without an end date",
    when: (facts) => isViolationListed(facts) && facts.supportHome !== "listed_until",
    paths: ["stop_the_bleeding", "find_the_cause", "policy", "prove_it_works", "prevent"],
  },
  {
    id: "restriction",
    words: "a restriction with an end date",
    when: (facts) => facts.restriction !== null || facts.supportHome === "listed_until",
    paths: ["stop_the_bleeding", "wait_restriction", "prove_it_works", "prevent"],
  },
  {
    id: "lock_and_payment",
    words: "131031 and a payment block together",
    when: (facts) => isLocked(facts) && facts.paymentCode,
    paths: ["stop_the_bleeding", "find_the_cause", "payment"],
  },
  {
    id: "payment",
    words: "131042, 141006 or no balance at the provider, and no lock code",
    when: (facts) => facts.paymentCode,
    paths: ["stop_the_bleeding", "find_the_cause", "payment", "prove_it_works"],
  },
  {
    id: "access_lost",
    words: "key, token or partner access lost, or the provider suspended us",
    when: (facts) => facts.accessLost,
    paths: ["restore_access"],
  },
  {
    id: "offboarded",
    words: "number left through the WhatsApp Business app (coexistence)",
    when: (facts) => facts.offboarded,
    paths: ["reconnect_coexistence", "prove_it_works"],
  },
  {
    id: "pin_code",
    words: "133005, 133008, 133009, or 131031 whose details speak of a PIN",
    when: (facts) => facts.pinCode,
    paths: ["stop_the_bleeding", "find_the_cause", "pin", "prove_it_works", "prevent"],
    followsProvider: true,
  },
  {
    id: "clean_and_touched",
    words: "131031, nothing listed, and somebody registered, migrated or changed the PIN shortly before",
    when: (facts) => isLocked(facts) && isClean(facts) && touchedRegistration(facts),
    paths: ["stop_the_bleeding", "find_the_cause", "pin", "technical_lock", "prove_it_works", "prevent"],
    followsProvider: true,
  },
  {
    id: "clean_and_untouched",
    words: "131031, nothing listed, nobody touched the registration",
    when: (facts) => isLocked(facts) && isClean(facts),
    paths: ["stop_the_bleeding", "find_the_cause", "technical_lock", "prove_it_works", "prevent"],
    followsProvider: true,
  },
  {
    id: "technical_code",
    words: "131031 with 141008",
    when: (facts) => isLocked(facts) && facts.technicalCode,
    paths: ["stop_the_bleeding", "find_the_cause", "technical_lock"],
  },
  {
    id: "provider_asked",
    words: "the provider asked in writing for re-registration",
    when: ({ providerWay }) => providerWay === "direct" || providerWay === "disconnect",
    paths: ["stop_the_bleeding", "find_the_cause", "provider_reregistration", "prove_it_works", "prevent"],
  },
  {
    id: "lock_unexplained",
    words: "131031, Business Support Home not checked or not accessible",
    when: isLocked,
    paths: ["stop_the_bleeding", "find_the_cause"],
  },
  {
    id: "lock_possible",
    words: "two signs of a lock without its code: Vonage 1330 alone, an unreadable profile, silence",
    when: ({ providerGenericOnly, profileUnreadable, incoming }) =>
      [providerGenericOnly, profileUnreadable, incoming === "stopped"].filter(Boolean).length >= 2,
    paths: ["stop_the_bleeding", "find_the_cause"],
  },
  {
    id: "code_missing",
    words: 'Vonage 1330 alone, or only "Fail to get number\'s profile"',
    when: () => true,
    paths: ["find_the_cause"],
  },
];

/** Paths in their order, for what is known now; custom paths join where their file says so. */
export function choosePaths(facts: TicketFacts, playbooks: Playbooks = {}): readonly PathId[] {
  const row = PATH_TABLE.find(({ when }) => when(facts));
  const paths: PathId[] = [...(row?.paths ?? [])];
  if (row?.followsProvider) insert(paths, chosenByProvider(facts));
  // Answer 131031 after registering means *still locked*: not a new PIN case.
  if (facts.stillLockedAfterFix && paths.includes("pin")) insert(paths, "technical_lock");
  if (needsMetaReview(facts, paths)) insert(paths, "meta_review");
  if (opensProof(facts, row)) insert(paths, "prove_it_works");
  if (facts.compromised) paths.unshift("secure_account");
  for (const { path, opensWhen, after } of Object.values(playbooks)) {
    if (opensWhen?.length && opensWhen.every(({ holds }) => holds(facts))) insert(paths, path, after);
  }
  if (isRefusedFinally(facts) && !facts.sendsAgain) {
    return [...paths.filter((path) => path !== "prove_it_works" && path !== "prevent"), "not_recoverable"];
  }
  return paths;
}

function chosenByProvider({ providerWay }: TicketFacts): BuiltInPath | undefined {
  if (providerWay === "pin_reset") return "pin";
  if (providerWay === "direct" || providerWay === "disconnect") return "provider_reregistration";
  return providerWay === "no_way" ? "meta_review" : undefined;
}

/** The doors to Meta that open on a path already begun: an appeal without success, or a repair without one. */
function needsMetaReview(facts: TicketFacts, paths: readonly PathId[]): boolean {
  if (paths.includes("policy")) {
    const isUnchanged = facts.reviewDecision === "unchanged" || facts.supportHome === "unchanged";
    return isUnchanged || facts.reviewOffered === "none";
  }
  const hasFailed = facts.stillLockedAfterFix || sameFailures(facts.registerAnswers) >= 2;
  if (paths.includes("provider_reregistration")) return hasFailed || facts.canBeAddedBack === "no";
  return paths.includes("pin") && sameFailures(facts.registerAnswers) >= 2;
}

/** A decision from outside opens the proof, and so does whoever sees it work: some locks lift without a decision. */
function opensProof(
  { sendsAgain, providerWay, metaAnswer, reviewDecision }: TicketFacts,
  row: Row | undefined,
): boolean {
  const isReleased = providerWay === "unlocked" || metaAnswer === "reversed" || reviewDecision === "reversed";
  return sendsAgain || (isReleased && row?.id !== "access_lost");
}

function isRefusedFinally({ reviewDecision, metaAnswer }: TicketFacts): boolean {
  return reviewDecision === "refused_finally" || metaAnswer === "refused_finally";
}

/** Puts a path behind `after`, else before *prove it works*, else at the end; once. */
function insert(paths: PathId[], path: PathId | undefined, after?: PathId): void {
  if (path === undefined || paths.includes(path)) return;
  const behind = after === undefined ? -1 : paths.indexOf(after);
  const before = paths.findIndex((candidate) => candidate === "prove_it_works" || candidate === "prevent");
  paths.splice(behind >= 0 ? behind + 1 : before >= 0 ? before : paths.length, 0, path);
}
