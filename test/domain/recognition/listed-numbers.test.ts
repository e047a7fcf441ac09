import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/domain/diagnosis/diagnose.ts";
import { recognise } from "../../../src/domain/recognition/recognise.ts";
import { shape } from "./fixtures.ts";

const LIST = shape("meta", "numbers-list");
const PAGE = shape("meta", "numbers-page");
const SENDER = "+447700900456";
const OTHER = "+447700900789";

function statuses(text: string, about?: string) {
  return recognise(text, about).evidence.flatMap((one) =>
    one.kind === "node" ? [one.status ?? one.platformType] : [],
  );
}

describe("a list of an account's numbers", () => {
  it.each([LIST, PAGE])("concludes nothing about any of them, and is still recognised", (text) => {
    const found = recognise(text);
    expect(found).toMatchObject({ evidence: [], provider: "meta", isOurs: true });
    expect(found).not.toHaveProperty("number");
    expect(found).not.toHaveProperty("phoneNumberId");
    const diagnosis = diagnose({ evidence: found.evidence, now: "2026-11-22T00:00:00.000Z", isOurs: found.isOurs });
    expect(diagnosis).toMatchObject({ verdict: "unknown", category: "unknown" });
  });

  it("tells about the number that was asked about, and only about that", () => {
    expect(statuses(LIST, SENDER)).toEqual(["BANNED"]);
    expect(statuses(LIST, OTHER)).toEqual(["PENDING"]);
    expect(statuses(LIST, "+15550100001")).toEqual([]);
    expect(recognise(LIST, OTHER)).toMatchObject({ number: OTHER, phoneNumberId: "106540352242933" });
  });

  it.each([
    `Our number +44 7700 900456 cannot send. ${LIST}`,
    `447700900456\n${LIST}`,
    `GET /v26.0/106540352242922 was fine yesterday:\n${LIST}`,
    `${LIST}\nIt is about +44 (7700) 900-456, please help`,
  ])("tells about the number that the words around it name", (text) => {
    expect(statuses(text)).toEqual(["BANNED"]);
    expect(recognise(text).number).toBe(SENDER);
    expect(recognise(text).evidence).toContainEqual(expect.objectContaining({ kind: "health", aggregate: "BLOCKED" }));
  });

  it("tells about the number that an error beside it names", () => {
    expect(statuses(`${shape("meta", "status-failed-lock")}\n${LIST}`)).toEqual(["BANNED"]);
  });

  it("of a single number, with no further page, is about that number", () => {
    const only = PAGE.replace(/,\s*"next": "[^"]*"/, "");
    expect(statuses(only)).toEqual(["NOT_APPLICABLE"]);
    expect(recognise(only).number).toBe(OTHER);
  });

  it("never tells of more numbers than were named, however many there are", () => {
    const node = fc.record({
      id: fc.integer({ min: 100_000_000_000, max: 100_000_000_050 }).map(String),
      display_phone_number: fc.integer({ min: 447_700_900_000, max: 447_700_900_050 }).map(String),
      status: fc.constantFrom("BANNED", "PENDING", "CONNECTED"),
      quality_rating: fc.constant("NA"),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(node, { minLength: 2, maxLength: 8, selector: (one) => one.display_phone_number }),
        (data) => {
          const text = JSON.stringify({ data });
          expect(recognise(text).evidence).toEqual([]);
          for (const { display_phone_number, status } of data) {
            expect(statuses(text, `+${display_phone_number}`)).toEqual([status]);
          }
        },
      ),
    );
  });
});
