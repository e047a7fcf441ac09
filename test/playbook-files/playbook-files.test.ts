import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { choosePaths } from "../../src/domain/playbooks/choose-paths.ts";
import { CONDITIONS } from "../../src/domain/playbooks/conditions.ts";
import { PLAYBOOKS } from "../../src/domain/playbooks/index.ts";
import type { Playbooks, Step } from "../../src/domain/playbooks/playbook.ts";
import { DEFAULT_FACTS } from "../../src/domain/ticket/facts.ts";
import { loadPlaybooks, problemWords } from "../../src/playbook-files/load-playbooks.ts";
import { parsePlaybookFile } from "../../src/playbook-files/parse-playbook.ts";

function load(files: Readonly<Record<string, string>>) {
  return loadPlaybooks("team", {
    readDir: async () => Object.keys(files),
    readFile: async (path) => files[path.replace(/^team./, "")] ?? Promise.reject(new Error("gone")),
  });
}

async function problemsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const loaded = await load(files);
  return loaded.ok ? [] : loaded.problems.map(problemWords);
}

async function loaded(files: Readonly<Record<string, string>>): Promise<Playbooks> {
  const result = await load(files);
  if (!result.ok) throw new Error(result.problems.map(problemWords).join("\n"));
  return result.playbooks;
}

function stepOf(playbooks: Playbooks, id: string): Step {
  const found = Object.values(playbooks)
    .flatMap(({ steps }) => [...steps])
    .find((step) => step.id === id);
  if (found === undefined) throw new Error(`no step ${id}`);
  return found;
}

const OWN = `path: custom:shop
title: Shop
opens_when: [at_vonage]
steps:
  - id: shop.look
    title: Look at the shop
    who: [support]
    does: Look.
`;

describe("a path of a team's own", () => {
  it("joins ours and opens when its conditions hold", async () => {
    const playbooks = await loaded({ "shop.yaml": OWN, "notes.txt": "not ours" });
    expect(playbooks["custom:shop"]?.steps.map(({ id }) => id)).toEqual(["shop.look"]);
    expect(choosePaths({ ...DEFAULT_FACTS, provider: "vonage" }, playbooks)).toEqual(["find_the_cause", "custom:shop"]);
    expect(choosePaths({ ...DEFAULT_FACTS, provider: "meta" }, playbooks)).toEqual(["find_the_cause"]);
  });

  it("gets our gates for whatever touches the registration", async () => {
    const file = OWN.replace(
      "    who: [support]\n",
      "    who: [support]\n    needs: [find.health]\n    irreversible: true\n",
    );
    const step = stepOf(await loaded({ "shop.yaml": file }), "shop.look");
    expect(step).toMatchObject({ irreversible: true, changesRegistration: true });
    expect((step.gates ?? []).map(({ id }) => id)).toEqual(["not_banned", "no_violation_listed", "no_restriction"]);
  });
});

describe("adding to a path of ours", () => {
  it("puts steps behind the one named, and adds warnings, needs and gates without losing one", async () => {
    const playbooks = await loaded({
      "rereg.yml": `path: provider_reregistration
steps:
  - {id: shop.ring, behind: older.write_down, title: Ring, who: [support], does: Ring the shop.}
changes:
  - {step: older.go, careful: The board wants to know., needs: [shop.ring], gates: [at_vonage]}
`,
    });
    const ids = (playbooks.provider_reregistration?.steps ?? []).map(({ id }) => id);
    expect(ids[ids.indexOf("older.write_down") + 1]).toBe("shop.ring");
    const [before, now] = [stepOf(PLAYBOOKS, "older.go"), stepOf(playbooks, "older.go")];
    expect(now.needs).toEqual([...before.needs, "shop.ring"]);
    expect((now.gates ?? []).map(({ id }) => id)).toEqual([...(before.gates ?? []).map(({ id }) => id), "at_vonage"]);
    expect(now.careful).toBe("Last point at which nothing is lost. The board wants to know.");
    expect(now.twoPeople).toBe(true);
    expect(stepOf(PLAYBOOKS, "older.go").needs).toEqual(before.needs);
  });

  it("keeps every need, gate, mark and warning of ours whatever a file says", async () => {
    const playbooks = await loaded({
      "all.yaml": `path: provider_reregistration
changes:
${(PLAYBOOKS.provider_reregistration.steps as readonly Step[]).map(({ id }) => `  - {step: ${id}, needs: [], gates: [], careful: More., outside: More.}`).join("\n")}
`,
    });
    for (const before of PLAYBOOKS.provider_reregistration.steps as readonly Step[]) {
      const now = stepOf(playbooks, before.id);
      expect(now.needs, before.id).toEqual(before.needs);
      expect(now.gates ?? [], before.id).toEqual(before.gates ?? []);
      expect(now).toMatchObject({ ...(before.irreversible ? { irreversible: true } : {}), title: before.title });
      expect(now.careful, before.id).toContain(before.careful ?? "");
      expect(now.outside, before.id).toContain(before.outside ?? "");
    }
  });
});

describe("a bad file is refused with file, line and reason", () => {
  const KEPT =
    "a step of ours keeps its gates and its marks; a file can only add careful, needs, gates, outside or two_people";
  it.each<[string, string, string]>([
    ["no YAML", "path: [custom", "bad.yaml, line 1: not valid YAML"],
    ["no mapping", "- one\n- two\n", "bad.yaml, line 1: must be a mapping with path and steps"],
    ["an unknown field", `${OWN}    colour: red\n`, "bad.yaml, line 9: unknown field colour"],
    ["an unknown path", OWN.replace("custom:shop", "shop"), "bad.yaml, line 1: path"],
    ["no title", OWN.replace("title: Shop\n", ""), "bad.yaml, line 1: a path of your own needs a title"],
    [
      "nothing to open it",
      OWN.replace("opens_when: [at_vonage]\n", ""),
      "bad.yaml, line 1: a path of your own needs opens_when",
    ],
    [
      "an unknown condition",
      OWN.replace("at_vonage", "at_home"),
      'bad.yaml, line 3: opens_when: "at_home" is no condition',
    ],
    [
      "an id with our prefix",
      OWN.replace("shop.look", "stop.look"),
      'bad.yaml, line 5: ids that start with "stop." are ours',
    ],
    ["a step of ours again", OWN.replace("shop.look", "older.go"), "bad.yaml, line 5: older.go is a step of ours"],
    ["nobody acts", OWN.replace("[support]", "[]"), "bad.yaml, line 7: steps.who: names nobody"],
    [
      "no text for outside",
      OWN.replace("[support]", "[admin]"),
      "bad.yaml, line 5: shop.look is done by somebody outside",
    ],
    [
      "a long title",
      OWN.replace("Look at the shop", "x".repeat(71)),
      "bad.yaml, line 6: steps.title: has more than 70 characters",
    ],
    [
      "irreversible without needs",
      `${OWN}    irreversible: true\n`,
      "bad.yaml, line 5: shop.look cannot be taken back",
    ],
    ["irreversible: false", `${OWN}    irreversible: false\n`, "bad.yaml, line 9: steps.irreversible"],
    ["a need nobody knows", `${OWN}    needs: [shop.gone]\n`, "bad.yaml, line 9: shop.gone is no step in any playbook"],
    ["a step that waits for itself", `${OWN}    needs: [shop.look]\n`, "bad.yaml, line 5: shop.look waits for itself"],
    ["a path after nothing", `after: nowhere\n${OWN}`, "bad.yaml, line 1: nowhere is no path"],
    [
      "a change of nothing",
      "path: pin\nchanges:\n  - step: pin.gone\n",
      "bad.yaml, line 3: pin.gone is no step of pin",
    ],
    [
      "a mark taken away",
      "path: pin\nchanges:\n  - step: pin.register_once\n    changes_registration: false\n",
      `bad.yaml, line 4: changes_registration: ${KEPT}`,
    ],
    [
      "a gate taken away",
      "path: pin\nchanges:\n  - step: pin.register_once\n    remove_gates: [not_banned]\n",
      `bad.yaml, line 4: remove_gates: ${KEPT}`,
    ],
    ["a new name for our path", "path: pin\ntitle: Mine\n", "bad.yaml, line 2: title belongs to a path of your own"],
    [
      "two people taken away",
      "path: provider_reregistration\nchanges:\n  - step: older.go\n    two_people: false\n",
      "bad.yaml, line 4: changes.two_people",
    ],
    [
      "a way round: ours waits for ours",
      "path: pin\nchanges:\n  - step: pin.confirm\n    needs: [pin.register_once]\n",
      "bad.yaml, line 3: pin.confirm waits for itself",
    ],
  ])("%s", async (_, text, begins) => {
    const [first] = await problemsOf({ "bad.yaml": text });
    expect(first?.slice(0, begins.length)).toBe(begins);
  });

  it("and all problems of all files come at once", async () => {
    const problems = await problemsOf({
      "a.yaml": OWN.replace("[support]", "[nobody]").replace("at_vonage", "at_home"),
      "b.yaml": "path: pin\ncolour: red\n",
    });
    expect(problems.map((text) => text.split(":")[0])).toEqual(["a.yaml, line 3", "a.yaml, line 7", "b.yaml, line 2"]);
  });

  it("the same id or path twice is refused with the other file's name", async () => {
    const problems = await problemsOf({ "a.yaml": OWN, "b.yaml": OWN });
    expect(problems).toEqual([
      "b.yaml, line 5: shop.look is in a.yaml already",
      "b.yaml, line 1: custom:shop is in another file already",
    ]);
  });

  it("a flood of aliases is a bad file, not a crash", () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${"*a,".repeat(9)}]\nc: &c [${"*b,".repeat(9)}]\nd: [${"*c,".repeat(9)}]\n`;
    expect(parsePlaybookFile("bomb.yaml", bomb).ok).toBe(false);
  });
});

describe("on the disk", () => {
  it("a folder is read in the order of its names, and a missing one is said in words", async () => {
    const folder = await mkdtemp(join(tmpdir(), "playbooks-"));
    try {
      await writeFile(join(folder, "shop.yaml"), OWN);
      expect(await loadPlaybooks(folder)).toMatchObject({ ok: true, own: 1 });
    } finally {
      await rm(folder, { recursive: true });
    }
    const gone = await loadPlaybooks(folder);
    expect(gone.ok ? [] : gone.problems.map(({ reason }) => reason)).toEqual([
      "the folder cannot be read: check that it exists",
    ]);
  });
});

describe("docs/playbooks.md", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/playbooks.md"), "utf8");

  it("shows examples that load together", async () => {
    const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text ?? "");
    expect(examples).toHaveLength(2);
    const playbooks = await loaded({ "one.yaml": examples[0] ?? "", "two.yaml": examples[1] ?? "" });
    expect(stepOf(playbooks, "older.register").twoPeople).toBe(true);
    expect(stepOf(playbooks, "loyalty.tell_shops").timer?.afterMs).toEqual([24 * 3_600_000]);
  });

  it("lists every condition with its words, and no other", () => {
    const rows = [...page.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(([, id, words]) => [id, words]);
    const all = Object.values(CONDITIONS).map(({ id, words }) => [id, words]);
    expect(rows.slice(-all.length)).toEqual(all);
  });
});
