import type { PathId, Playbooks, Step } from "./playbook.ts";

export type Entry = {
  step: Step;
  path: PathId;
  /** Everything behind the step, through `needs`, however far. */
  ancestors: ReadonlySet<string>;
};

const cache = new WeakMap<Playbooks, ReadonlyMap<string, Entry>>();

/** All steps by id, with what stands behind each; worked out once per set of playbooks. */
export function catalogueOf(playbooks: Playbooks): ReadonlyMap<string, Entry> {
  const known = cache.get(playbooks);
  if (known !== undefined) return known;
  const steps = new Map<string, { step: Step; path: PathId }>();
  for (const { path, steps: own } of Object.values(playbooks)) {
    for (const step of own) steps.set(step.id, { step, path });
  }
  const catalogue = new Map<string, Entry>();
  for (const [id, { step, path }] of steps) {
    catalogue.set(id, { step, path, ancestors: ancestorsOf(id, steps) });
  }
  cache.set(playbooks, catalogue);
  return catalogue;
}

export function findStep(playbooks: Playbooks, id: string): Step | undefined {
  return catalogueOf(playbooks).get(id)?.step;
}

/** Steps after which something cannot be undone, or that touch the registration: every gate behind them is real. */
export function isGuarded(step: Step): boolean {
  return step.irreversible === true || step.changesRegistration === true;
}

function ancestorsOf(id: string, steps: ReadonlyMap<string, { step: Step }>): Set<string> {
  const found = new Set<string>();
  const open = [...(steps.get(id)?.step.needs ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(steps.get(next)?.step.needs ?? []));
  }
  return found;
}
