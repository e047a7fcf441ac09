import { describe, expect, it } from "vitest";
import { catalogueOf, isGuarded } from "../../../src/domain/playbooks/catalogue.ts";
import { CONDITIONS } from "../../../src/domain/playbooks/conditions.ts";
import { PLAYBOOKS } from "../../../src/domain/playbooks/index.ts";
import { PATHS, type Playbook, type Step } from "../../../src/domain/playbooks/playbook.ts";
import { sourceOf } from "../../../src/domain/playbooks/sources.ts";

const playbooks: readonly Playbook[] = Object.values(PLAYBOOKS);
const steps: readonly Step[] = playbooks.flatMap((playbook) => [...playbook.steps]);
const step = (id: string) => {
  const found = steps.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no step ${id}`);
  return found;
};

describe("the playbooks as data", () => {
  it("hold all fifteen paths, each under its own name, with the documented number of steps", () => {
    expect(Object.keys(PLAYBOOKS).sort()).toEqual([...PATHS].sort());
    for (const [path, playbook] of Object.entries(PLAYBOOKS)) expect(playbook.path).toBe(path);
    expect(Object.fromEntries(playbooks.map(({ path, steps: own }) => [path, own.length]))).toEqual({
      stop_the_bleeding: 5,
      find_the_cause: 8,
      policy: 14,
      pin: 9,
      payment: 6,
      provider_reregistration: 19,
      technical_lock: 6,
      meta_review: 6,
      prove_it_works: 9,
      prevent: 12,
      wait_restriction: 4,
      reconnect_coexistence: 3,
      restore_access: 3,
      secure_account: 3,
      not_recoverable: 3,
    });
  });

  it("give every step an id of its own", () => {
    const ids = steps.map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z]+\.[a-z_]+$/.test(id))).toEqual([]);
  });

  it("need only steps that exist, also in anyOf and stopsWith", () => {
    const ids = new Set(steps.map(({ id }) => id));
    const named = steps.flatMap(({ needs, needsAnyOf, timer }) => [
      ...needs,
      ...(needsAnyOf?.steps ?? []),
      ...(timer?.stopsWith === undefined ? [] : [timer.stopsWith]),
    ]);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });

  it("have no cycle: no step stands behind itself", () => {
    const catalogue = catalogueOf(PLAYBOOKS);
    expect([...catalogue].filter(([id, { ancestors }]) => ancestors.has(id)).map(([id]) => id)).toEqual([]);
  });

  it("name a source for every step, and every source can be looked up", () => {
    expect(steps.filter(({ sources }) => sources.length === 0).map(({ id }) => id)).toEqual([]);
    const keys = new Set(steps.flatMap(({ sources }) => sources));
    expect([...keys].filter((key) => sourceOf(key) === undefined)).toEqual([]);
  });

  it("carry a text for everybody outside Slack who has to act", () => {
    const isOutside = ({ who }: Step) => who.some((actor) => actor !== "support");
    expect(steps.filter((one) => isOutside(one) && one.outside === undefined).map(({ id }) => id)).toEqual([]);
  });

  it("fit into a row and a dialog, and say how each step is proved", () => {
    expect(steps.filter(({ title }) => title.length > 70).map(({ id }) => id)).toEqual([]);
    expect(steps.filter(({ does }) => does.length > 600).map(({ id }) => id)).toEqual([]);
    expect(steps.filter(({ careful }) => (careful?.length ?? 0) > 400).map(({ id }) => id)).toEqual([]);
    expect(steps.filter(({ outside }) => (outside?.length ?? 0) > 600).map(({ id }) => id)).toEqual([]);
    expect(steps.filter(({ verifiedBy }) => verifiedBy === undefined).map(({ id }) => id)).toEqual([]);
  });

  it("never ask anybody to send a PIN, a token or a secret", () => {
    const asks = /(?<!never )(send|tell|give|write) (us|me) (the|your|a) (pin|token|api secret|password)/i;
    expect(steps.filter(({ does, outside }) => asks.test(`${does} ${outside ?? ""}`)).map(({ id }) => id)).toEqual([]);
  });

  it("never promise that it will work", () => {
    const promise = /\b(will be (unlocked|fixed|restored)|guarantee|definitely|always works)\b/i;
    const texts = steps.map(
      ({ id, does, careful, outside }) => [id, `${does} ${careful ?? ""} ${outside ?? ""}`] as const,
    );
    expect(texts.filter(([, text]) => promise.test(text)).map(([id]) => id)).toEqual([]);
  });

  it("give every condition words of its own that can follow “Blocked:”", () => {
    const words = Object.values(CONDITIONS).map((condition) => condition.words);
    expect(new Set(words).size).toBe(words.length);
    expect(
      words.filter(
        (text) =>
          !/^[a-z0-9]/.test(text) &&
          !text.startsWith("Meta") &&
          !text.startsWith("Request") &&
          !text.startsWith("Business") &&
          !text.startsWith("Vonage"),
      ),
    ).toEqual([]);
    for (const [id, condition] of Object.entries(CONDITIONS)) expect(condition.id).toBe(id);
  });
});

describe("what cannot be undone", () => {
  it("is exactly the disconnection and the removal", () => {
    expect(steps.filter((one) => one.irreversible).map(({ id }) => id)).toEqual([
      "older.disconnect",
      "older.remove_number",
    ]);
  });

  it("and what changes the registration is exactly this", () => {
    expect(steps.filter((one) => one.changesRegistration).map(({ id }) => id)).toEqual([
      "coex.sign_up",
      "pin.register_once",
      "recent.register",
      "older.disconnect",
      "older.remove_number",
      "older.sign_up",
      "older.register",
    ]);
  });

  it("has gates, needs a step before it, and shuts with a listed violation or a ban", () => {
    for (const one of steps.filter(isGuarded)) {
      expect(one.needs.length, one.id).toBeGreaterThan(0);
      const gates = (one.gates ?? []).map(({ id }) => id);
      expect(gates, one.id).toEqual(expect.arrayContaining(["not_banned", "no_violation_listed", "no_restriction"]));
    }
  });

  it("takes two people before the provider disconnects", () => {
    expect(steps.filter((one) => one.twoPeople).map(({ id }) => id)).toEqual(["older.go"]);
  });

  it("warns about the account wherever a number is removed or signed up", () => {
    expect(step("older.remove_number").careful).toContain("Only the number");
    expect(step("older.remove_number").outside).toContain("NOT the WhatsApp account");
    expect(step("older.sign_up").careful).toContain("Do not create a new account");
  });
});

describe("timers", () => {
  it("are the documented ones", () => {
    const hours = (ms: number) => ms / 3_600_000;
    const timers = steps.flatMap(({ id, timer }) => (timer === undefined ? [] : [[id, timer.afterMs.map(hours)]]));
    expect(Object.fromEntries(timers)).toEqual({
      "policy.submit": [24, 48],
      "pin.wait": [72],
      "pay.recheck": [1],
      "older.can_remove": [],
      "older.both_gone": [5 / 60],
      "tech.recheck": [6],
      "meta.open": [24],
      "prove.watch": [72],
      "wait.end": [0, 24],
    });
  });
});
