import { z } from "zod";
import { CONDITIONS, type ConditionId } from "../domain/playbooks/conditions.ts";
import { ACTORS, PATHS, PROOFS } from "../domain/playbooks/playbook.ts";

const text = (max: number) => z.string().trim().min(1, "must not be empty").max(max, `has more than ${max} characters`);

const stepId = z
  .string()
  .regex(/^[a-z][a-z0-9_]*\.[a-z0-9_]+$/, "a step id looks like team.check_queue: small letters, one dot");
const conditionId = z.enum(Object.keys(CONDITIONS) as [ConditionId, ...ConditionId[]], {
  error: ({ input }) => `"${String(input)}" is no condition; docs/playbooks.md lists them`,
});

const verifiedBy = z.union([text(200), z.strictObject({ words: text(200), proof: z.enum(PROOFS).optional() })]);

const OWN_STEP = {
  id: stepId,
  title: text(70),
  who: z.array(z.enum(ACTORS)).min(1, "names nobody"),
  does: text(600),
  careful: text(400).optional(),
  needs: z.array(z.string()).default([]),
  gates: z.array(conditionId).default([]),
  shown_when: conditionId.optional(),
  verified_by: verifiedBy.optional(),
  outside: text(600).optional(),
  irreversible: z.literal(true).optional(),
  changes_registration: z.literal(true).optional(),
  two_people: z.literal(true).optional(),
  remind_after_hours: z.array(z.number().positive().max(1000)).max(5).optional(),
  /** In a built-in path: behind which of its steps; otherwise at its end. */
  behind: z.string().optional(),
  sources: z.array(text(300)).min(1, "names no source; write practice where it is experience").default(["practice"]),
};

/** What may be added to a built-in step. There is no field that takes anything away, and none is accepted. */
const CHANGE = {
  step: z.string(),
  careful: text(400).optional(),
  needs: z.array(z.string()).default([]),
  gates: z.array(conditionId).default([]),
  outside: text(600).optional(),
  two_people: z.literal(true).optional(),
};

export const PlaybookFile = z.strictObject({
  path: z.union([
    z.enum(PATHS),
    z.string().regex(/^custom:[a-z0-9][a-z0-9_-]*$/, "must be one of our paths or custom:<name> in small letters"),
  ]),
  title: text(70).optional(),
  version: z.number().int().positive().default(1),
  opens_when: z.array(conditionId).optional(),
  after: z.string().optional(),
  steps: z.array(z.strictObject(OWN_STEP)).default([]),
  changes: z.array(z.strictObject(CHANGE)).default([]),
});

export type PlaybookFile = z.infer<typeof PlaybookFile>;
export type OwnStep = PlaybookFile["steps"][number];
export type Change = PlaybookFile["changes"][number];
