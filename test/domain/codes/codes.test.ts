import { describe, expect, it } from "vitest";
import { CATEGORIES } from "../../../src/domain/codes/code.ts";
import { ALL_CODES, lookUp } from "../../../src/domain/codes/index.ts";
import { subcodeMeaning } from "../../../src/domain/codes/subcodes.ts";
import { VONAGE_CODES } from "../../../src/domain/codes/vonage.ts";

const meta = (code: number, where?: "health") => lookUp({ namespace: "meta", code }, where);

describe("the tables of codes", () => {
  it("name 131031 a lock that nobody waits out", () => {
    expect(meta(131031)).toMatchObject({ category: "lock", isLock: true, liftsByItself: "no" });
  });

  it("give 131000 two meanings, one on a send and one in a health answer", () => {
    expect(meta(131000)?.category).toBe("outage");
    expect(meta(131000, "health")?.category).toBe("verification");
  });

  it.each([200, 210, 299])("read %i as one of Meta's permission errors", (code) => {
    expect(meta(code)).toMatchObject({ code: 200, category: "auth" });
  });

  it.each([199, 300, 200005, 200006])("do not read %i as a permission error", (code) => {
    expect(meta(code)?.category).not.toBe("auth");
  });

  it("know a health code without being told where it stands", () => {
    expect(meta(141014)).toMatchObject({ category: "lock", isLock: true });
    expect(meta(138024)).toMatchObject({ category: "request", isLock: false });
  });

  it("hold all 72 codes of Vonage's Messages API, none of them a lock", () => {
    expect(VONAGE_CODES).toHaveLength(72);
    expect(VONAGE_CODES.filter((row) => row.isLock)).toEqual([]);
    expect(lookUp({ namespace: "vonage", code: 1330 })?.category).toBe("unknown");
  });

  it("keep the namespaces apart", () => {
    expect(lookUp({ namespace: "gupshup", code: 1010 })).toBeUndefined();
    expect(lookUp({ namespace: "vonage", code: 131031 })).toBeUndefined();
  });

  it("have each code once for each place it may stand in", () => {
    const keys = ALL_CODES.map((row) => `${row.namespace} ${row.code}`);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual(["meta 131000"]);
  });

  it("say for every code what it means, what to do first and who says so", () => {
    const thin = ALL_CODES.filter(
      (row) => row.meaning.length < 10 || row.firstFix.length < 8 || row.title === "" || row.sources.length === 0,
    );
    expect(thin).toEqual([]);
    expect(ALL_CODES.filter((row) => !CATEGORIES.includes(row.category))).toEqual([]);
  });

  it("call a lock exactly what is in the category lock", () => {
    expect(ALL_CODES.filter((row) => row.isLock !== (row.category === "lock"))).toEqual([]);
  });

  it("explain subcodes without making codes of them", () => {
    expect(subcodeMeaning(463)).toMatch(/expired/);
    expect(subcodeMeaning(12345)).toBeUndefined();
    expect(meta(463)).toBeUndefined();
  });
});
