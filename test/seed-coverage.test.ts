import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lookUp } from "../src/domain/codes/index.ts";
import { CAUSES } from "../src/domain/diagnosis/cause.ts";
import { PLAYBOOKS } from "../src/domain/playbooks/index.ts";
import type { Playbooks, Step } from "../src/domain/playbooks/playbook.ts";
import { PROVIDERS } from "../src/domain/provider.ts";
import { buildEscalationModal } from "../src/slack/views/escalation/modal.ts";

const ROOT = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

const steps: readonly Step[] = Object.values(PLAYBOOKS as Playbooks).flatMap(({ steps: own }) => [...own]);
const union = read("src/domain/diagnosis/diagnosis.ts");
const form = buildEscalationModal({}).blocks.map(({ block_id }) => block_id);

type Row = { point: string; targets: readonly string[]; leftOut: string | undefined };

function rowsOf(page: string): Row[] {
  return [...page.matchAll(/^\| ([VC](?:-G)?\d+) \| [^|]+ \| ([^|]+) \|$/gm)].map(([, point = "", cell = ""]) => ({
    point,
    targets: [...cell.matchAll(/`([^`]+)`/g)].map(([, target]) => target ?? ""),
    leftOut: cell.match(/^left out: (.+)/)?.[1],
  }));
}

/** Why a target does not exist, or undefined when it does. */
function missing(target: string): string | undefined {
  const [kind = "", ...rest] = target.split(":");
  const name = rest.join(":");
  switch (kind) {
    case "code": {
      const [namespace, code] = rest;
      const provider = PROVIDERS.find((known) => known === namespace);
      const isKnown =
        provider !== undefined && provider !== "other" && lookUp({ namespace: provider, code: Number(code) });
      return isKnown ? undefined : "no row in the code table";
    }
    case "rule":
      return existsSync(join(ROOT, "src/domain/diagnosis/rules", name)) ? undefined : "no such rule file";
    case "cause":
      return CAUSES.some((cause) => cause === name) ? undefined : "no such cause";
    case "contradiction":
      return union.includes(`kind: "${name}"`) ? undefined : "no such contradiction";
    case "step":
      return steps.some(({ id }) => id === name) ? undefined : "no such step";
    case "warning":
      return steps.some(({ id, careful }) => id === name && careful !== undefined) ? undefined : "no such warning";
    case "field":
      return form.includes(name) ? undefined : "no such block in the escalation form";
    case "page":
      return existsSync(join(ROOT, name)) ? undefined : "no such page";
    default:
      return "an unknown kind of target";
  }
}

const upTo = (prefix: string, last: number) => Array.from({ length: last }, (_, at) => `${prefix}${at + 1}`);

describe("docs/seed-coverage.md", () => {
  const rows = rowsOf(read("docs/seed-coverage.md"));

  it("has every point of both articles once, in their order", () => {
    const points = [...upTo("V", 33), ...upTo("V-G", 4), ...upTo("C", 61), ...upTo("C-G", 6)];
    expect(rows.map(({ point }) => point)).toEqual(points);
  });

  it("says for each where it went, or why it was left out", () => {
    const silent = rows.filter(({ targets, leftOut }) => targets.length === 0 && leftOut === undefined);
    expect(silent.map(({ point }) => point)).toEqual([]);
  });

  it("names only targets that exist", () => {
    const broken = rows.flatMap(({ point, targets }) =>
      targets.flatMap((target) => (missing(target) === undefined ? [] : [`${point} ${target}: ${missing(target)}`])),
    );
    expect(broken).toEqual([]);
  });

  it("a step that goes back to a point is found under it, unless it only cites it", () => {
    const cited = new Set(steps.flatMap(({ sources }) => sources).filter((key) => /^[VC](-G)?\d+$/.test(key)));
    const known = new Set(rows.map(({ point }) => point));
    expect([...cited].filter((point) => !known.has(point))).toEqual([]);
  });

  it.each([
    "code:meta:999999",
    "code:nobody:1",
    "rule:gone.ts",
    "cause:gone",
    "contradiction:gone",
    "step:stop.gone",
    "warning:find.changes",
    "field:pin",
    "page:docs/gone.md",
    "other:thing",
  ])("the check finds a target that does not exist: %s", (target) => {
    expect(missing(target)).toBeDefined();
  });
});
