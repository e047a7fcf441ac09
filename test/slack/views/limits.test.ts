import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { problemsOfMessage, problemsOfView } from "../../support/validate-blocks.ts";
import { aRecord } from "./a-record.ts";
import { anyRecord, nastyText } from "./any-record.ts";
import {
  fixedSamples,
  renderedSamples,
  type Sample,
  sampleOfDiagnosis,
  sampleOfTickets,
  samplesOfCodes,
  samplesOfText,
  samplesOfTicket,
} from "./samples.ts";

const RUNS = { numRuns: 60 };

describe("whatever a ticket holds, Slack takes", () => {
  test("its card, its checklist and its modals", () => {
    fc.assert(
      fc.property(anyRecord, nastyText, (record, text) => sound(samplesOfTicket(record, text))),
      RUNS,
    );
  });

  test("its list entry", () => {
    const records = fc.array(anyRecord, { maxLength: 20 });
    fc.assert(
      fc.property(records, (all) => sound([sampleOfTickets(all)])),
      { numRuns: 15 },
    );
  });
});

test("every diagnosis stays inside the limits, with any ids and any number", () => {
  const ids = fc.record({ wabaId: nastyText, fbtraceId: nastyText });
  const any = fc.record({ record: anyRecord, ids, text: nastyText, canShare: fc.boolean() });
  fc.assert(
    fc.property(any, (diagnosed) => sound([sampleOfDiagnosis(diagnosed)])),
    RUNS,
  );
});

test("every code in the table can be explained inside the limits", () => {
  sound(samplesOfCodes());
});

test("the small ones stay inside the limits with anything in them", () => {
  fc.assert(
    fc.property(nastyText, fc.integer({ min: 1, max: 60 }), (text, count) => sound(samplesOfText(text, count))),
    RUNS,
  );
});

test("the fixed ones stay inside the limits", () => {
  sound(fixedSamples());
  sound(samplesOfTicket(aRecord(), ""));
});

test("every builder has a sample", () => {
  const folder = join(import.meta.dirname, "../../../src/slack/views");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const builders = files.flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(/export function (build\w+)/g)].map(([, name = ""]) => name),
  );
  const source = readFileSync(join(import.meta.dirname, "samples.ts"), "utf8");
  expect(builders.length).toBeGreaterThan(20);
  // A step's row is part of the checklist.
  expect(builders.filter((name) => name !== "buildStepRow" && !source.includes(`${name}(`))).toEqual([]);
});

test("the same samples are drawn every time, under names of their own kind", () => {
  const names = (samples: readonly Sample[]) => samples.map(({ name }) => name);
  expect(renderedSamples()).toEqual(renderedSamples());
  expect(new Set(names(renderedSamples())).size).toBeGreaterThan(100);
});

function sound(samples: readonly Sample[]): void {
  const problems = samples.flatMap((sample) =>
    ("message" in sample ? problemsOfMessage(sample.message) : problemsOfView(sample.view)).map(
      (problem) => `${sample.name}: ${problem}`,
    ),
  );
  expect(problems).toEqual([]);
  expect(JSON.stringify(samples.filter((sample) => "message" in sample))).not.toContain("<!channel>");
}
