import { expect, test } from "vitest";
import { findStep } from "../../../src/domain/playbooks/catalogue.ts";
import { FINDS_OUT } from "../../../src/domain/playbooks/findings-of-steps.ts";
import { PLAYBOOKS } from "../../../src/domain/playbooks/index.ts";

test("every step that finds something out exists", () => {
  expect([...FINDS_OUT].filter((id) => findStep(PLAYBOOKS, id) === undefined)).toEqual([]);
});
