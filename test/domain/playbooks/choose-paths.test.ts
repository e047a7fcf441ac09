import { describe, expect, it } from "vitest";
import { choosePaths, PATH_TABLE } from "../../../src/domain/playbooks/choose-paths.ts";
import { DEFAULT_FACTS, type TicketFacts } from "../../../src/domain/ticket/facts.ts";

function pathsFor(facts: Partial<TicketFacts>): string {
  return choosePaths({ ...DEFAULT_FACTS, ...facts }).join(" · ");
}

const STOP_FIND = "stop_the_bleeding · find_the_cause";
const LOCKED = { lockCode: "yes" } as const;
const CLEAN = { lockCode: "yes", supportHome: "nothing_listed" } as const;

const ROWS: readonly [string, Partial<TicketFacts>, string][] = [
  ["banned", { banned: "yes" }, `${STOP_FIND} · policy · meta_review · prove_it_works · prevent`],
  ["violation", { supportHome: "listed_review" }, `${STOP_FIND} · policy · prove_it_works · prevent`],
  ["violation", { supportHome: "in_review" }, `${STOP_FIND} · policy · prove_it_works · prevent`],
  ["restriction", { supportHome: "listed_until" }, "stop_the_bleeding · wait_restriction · prove_it_works · prevent"],
  [
    "restriction",
    { restriction: { endsAt: "2026-11-30T00:00:00.000Z" } },
    "stop_the_bleeding · wait_restriction · prove_it_works · prevent",
  ],
  ["lock_and_payment", { ...LOCKED, paymentCode: true }, `${STOP_FIND} · payment`],
  ["payment", { paymentCode: true }, `${STOP_FIND} · payment · prove_it_works`],
  ["access_lost", { accessLost: true }, "restore_access"],
  ["offboarded", { offboarded: true }, "reconnect_coexistence · prove_it_works"],
  ["pin_code", { pinCode: true }, `${STOP_FIND} · pin · prove_it_works · prevent`],
  [
    "clean_and_touched",
    { ...CLEAN, recentChanges: ["pin_changed"] },
    `${STOP_FIND} · pin · technical_lock · prove_it_works · prevent`,
  ],
  ["clean_and_untouched", CLEAN, `${STOP_FIND} · technical_lock · prove_it_works · prevent`],
  [
    "clean_and_untouched",
    { ...CLEAN, recentChanges: ["dont_know"] },
    `${STOP_FIND} · technical_lock · prove_it_works · prevent`,
  ],
  ["technical_code", { ...LOCKED, technicalCode: true }, `${STOP_FIND} · technical_lock`],
  ["provider_asked", { providerWay: "direct" }, `${STOP_FIND} · provider_reregistration · prove_it_works · prevent`],
  ["lock_unexplained", LOCKED, STOP_FIND],
  ["lock_unexplained", { ...LOCKED, supportHome: "no_access" }, STOP_FIND],
  ["lock_possible", { providerGenericOnly: true, incoming: "stopped" }, STOP_FIND],
  ["lock_possible", { profileUnreadable: true, incoming: "stopped" }, STOP_FIND],
  ["code_missing", { providerGenericOnly: true }, "find_the_cause"],
  ["code_missing", { profileUnreadable: true }, "find_the_cause"],
];

describe("one row of the table each", () => {
  it.each(ROWS)("%s: %o", (id, facts, paths) => {
    expect(PATH_TABLE.find(({ when }) => when({ ...DEFAULT_FACTS, ...facts }))?.id).toBe(id);
    expect(pathsFor(facts)).toBe(paths);
  });

  it("every row of the table is reached by one of these", () => {
    const reached = new Set(ROWS.map(([id]) => id));
    expect(PATH_TABLE.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([]);
  });
});

describe("somebody sees it work again", () => {
  it.each(ROWS)("%s: %o opens the proof, once", (_, facts) => {
    const paths = choosePaths({ ...DEFAULT_FACTS, ...facts, sendsAgain: true });
    expect(paths.filter((path) => path === "prove_it_works")).toHaveLength(1);
  });

  it("also after a refusal for good, and untold it is gone again", () => {
    const refused = { ...CLEAN, metaAnswer: "refused_finally" } as const;
    expect(pathsFor({ ...refused, sendsAgain: true })).toContain("prove_it_works");
    expect(pathsFor({ ...refused, sendsAgain: true })).not.toContain("not_recoverable");
    expect(pathsFor(refused)).toContain("not_recoverable");
    expect(pathsFor(refused)).not.toContain("prove_it_works");
  });
});

describe("payment that is settled", () => {
  it("leads on with what is known of the lock", () => {
    expect(pathsFor({ ...CLEAN, paymentCode: true })).toBe(`${STOP_FIND} · payment`);
    expect(pathsFor({ ...CLEAN, paymentCode: false })).toContain("technical_lock · prove_it_works");
    expect(pathsFor({ ...LOCKED, supportHome: "listed_review" })).toContain("policy · prove_it_works");
  });
});

describe("conflicts", () => {
  it("a compromise puts securing the account in front of every row", () => {
    expect(pathsFor({ compromised: true })).toBe("secure_account · find_the_cause");
    expect(pathsFor({ compromised: true, banned: "yes" })).toBe(
      `secure_account · ${STOP_FIND} · policy · meta_review · prove_it_works · prevent`,
    );
  });

  it("a ban beats a violation, a PIN code, a payment block and lost access", () => {
    const all: Partial<TicketFacts> = {
      banned: "yes",
      supportHome: "listed_review",
      pinCode: true,
      paymentCode: true,
      accessLost: true,
      lockCode: "yes",
      providerWay: "direct",
    };
    expect(pathsFor(all)).toBe(`${STOP_FIND} · policy · meta_review · prove_it_works · prevent`);
  });

  it("a listed violation beats a PIN code and the provider's wish to register", () => {
    expect(pathsFor({ supportHome: "listed_review", pinCode: true, providerWay: "disconnect" })).toBe(
      `${STOP_FIND} · policy · prove_it_works · prevent`,
    );
  });

  it("a lock together with a payment block opens nothing that touches the registration", () => {
    expect(pathsFor({ ...CLEAN, paymentCode: true, providerWay: "direct" })).toBe(`${STOP_FIND} · payment`);
  });

  it("141008 keeps registering shut even where the provider asks, until nothing is listed", () => {
    expect(pathsFor({ ...LOCKED, technicalCode: true, providerWay: "direct" })).toBe(`${STOP_FIND} · technical_lock`);
  });
});

describe("what comes later", () => {
  it.each<[Partial<TicketFacts>, string]>([
    [{ providerWay: "pin_reset" }, "technical_lock · pin · prove_it_works · prevent"],
    [{ providerWay: "direct" }, "technical_lock · provider_reregistration · prove_it_works · prevent"],
    [{ providerWay: "disconnect" }, "technical_lock · provider_reregistration · prove_it_works · prevent"],
    [{ providerWay: "no_way" }, "technical_lock · meta_review · prove_it_works · prevent"],
    [{ providerWay: "unlocked" }, "technical_lock · prove_it_works · prevent"],
  ])("the provider's way extends the technical path: %o", (facts, paths) => {
    expect(pathsFor({ ...CLEAN, ...facts })).toBe(`${STOP_FIND} · ${paths}`);
  });

  it("an appeal without success, or no button at all, opens the review by Meta", () => {
    const opened = `${STOP_FIND} · policy · meta_review · prove_it_works · prevent`;
    expect(pathsFor({ supportHome: "unchanged" })).toBe(opened);
    expect(pathsFor({ supportHome: "listed_review", reviewDecision: "unchanged" })).toBe(opened);
    expect(pathsFor({ supportHome: "listed_no_review", reviewOffered: "none" })).toBe(opened);
  });

  it("131031 after a fix means still locked: the technical path joins, no new PIN case", () => {
    expect(pathsFor({ pinCode: true, stillLockedAfterFix: true })).toBe(
      `${STOP_FIND} · pin · technical_lock · prove_it_works · prevent`,
    );
    expect(pathsFor({ ...CLEAN, providerWay: "disconnect", stillLockedAfterFix: true })).toContain("meta_review");
  });

  it("two failures with the same answer take the case to Meta", () => {
    expect(pathsFor({ pinCode: true, registerAnswers: ["meta:133005"] })).not.toContain("meta_review");
    expect(pathsFor({ pinCode: true, registerAnswers: ["meta:133005", "meta:133005"] })).toContain("meta_review");
  });

  it("a number that cannot be added back goes to Meta, not through the removal", () => {
    expect(pathsFor({ ...CLEAN, providerWay: "disconnect", canBeAddedBack: "no" })).toContain("meta_review");
  });

  it("a final refusal ends in what can be saved, and nothing is left to prove", () => {
    expect(pathsFor({ banned: "yes", metaAnswer: "refused_finally" })).toBe(
      `${STOP_FIND} · policy · meta_review · not_recoverable`,
    );
  });

  it("an unlock said by the provider is always still to be proved", () => {
    expect(pathsFor({ ...LOCKED, providerWay: "unlocked" })).toBe(`${STOP_FIND} · prove_it_works`);
  });
});
