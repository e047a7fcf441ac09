import { describe, expect, it } from "vitest";
import type { Evidence } from "../../../src/domain/evidence.ts";
import { recognise } from "../../../src/domain/recognition/recognise.ts";
import { codesIn, pasted } from "./fixtures.ts";

const CORPUS = pasted();
const MUST_STAY_SILENT = ["number", "wabaId", "phoneNumberId", "fbtraceId"] as const;
const CHECKED = [...MUST_STAY_SILENT, "messageId", "observedAt", "provider"] as const;

function firstError(evidence: readonly Evidence[]) {
  return evidence.find((one) => one.kind === "error");
}

describe("a pasted text", () => {
  it("comes from a corpus large enough to mean something", () => {
    expect(CORPUS.length).toBeGreaterThanOrEqual(90);
  });

  it.each(CORPUS)("$label.file holds exactly the labelled codes", ({ label, text }) => {
    expect(codesIn(text)).toEqual(label.codes.map(([namespace, code]) => `${namespace} ${code}`).sort());
  });

  it.each(CORPUS)("$label.file names the sender and the ids it names, and no others", ({ label, text }) => {
    const found = recognise(text);
    for (const field of CHECKED) {
      if (label[field] !== undefined) expect(found[field], field).toBe(label[field]);
    }
    for (const field of MUST_STAY_SILENT) {
      if (label[field] === undefined) expect(found[field], field).toBeUndefined();
    }
  });

  it.each(CORPUS.filter(({ label }) => label.signs))("$label.file shows its signs", ({ label, text }) => {
    const signs = recognise(text).evidence.flatMap((one) => (one.kind === "sign" ? [one.sign] : []));
    expect(signs).toEqual(label.signs);
  });

  it.each(CORPUS)("$label.file has a wrong gloss or a PIN in its details only where labelled", ({ label, text }) => {
    const error = firstError(recognise(text).evidence);
    expect(error?.wrongGloss !== undefined).toBe(label.wrongGloss ?? false);
    expect(error?.mentionsPin ?? false).toBe(label.mentionsPin ?? false);
    if (label.origin) expect(error?.origin).toBe(label.origin);
  });
});
