import { expect, it } from "vitest";
import { aNumber, aStoredDiagnosis, LATER, NOW } from "../store/builders.ts";
import { describeOnEachDatabase } from "../support/databases.ts";

describeOnEachDatabase("diagnoses, drafts and deliveries", (open) => {
  it("a request is taken on once, by whoever comes first, and by each team for itself", async () => {
    const { store } = await open();
    const key = `Ev${aNumber()}`;
    const taken = await Promise.all([1, 2, 3].map(() => store.deliveries.takeOn(key, NOW)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await store.deliveries.takeOn(key, LATER)).toBe(false);
    expect(await store.deliveries.takeOn(`${key}-other`, NOW)).toBe(true);
    expect(await (await open()).store.deliveries.takeOn(key, NOW)).toBe(true);
    await store.deliveries.giveUp(key);
    expect(await store.deliveries.takeOn(key, LATER)).toBe(true);
    expect(await store.deliveries.takeOn(`${key}-other`, LATER)).toBe(false);
  });

  it("a diagnosis is read back as it was, and saving it twice keeps one", async () => {
    const { store } = await open();
    const diagnosis = aStoredDiagnosis();
    await store.diagnoses.save(diagnosis);
    await store.diagnoses.save(diagnosis);
    expect(await store.diagnoses.load(diagnosis.id)).toEqual(diagnosis);
    expect(await (await open()).store.diagnoses.load(diagnosis.id)).toBeUndefined();
  });

  it("the latest diagnosis of a number is the newest one", async () => {
    const { store } = await open();
    const number = aNumber();
    const newest = aStoredDiagnosis({ number, at: LATER });
    await store.diagnoses.save(newest);
    await store.diagnoses.save(aStoredDiagnosis({ number, at: NOW }));
    await store.diagnoses.save(aStoredDiagnosis({ number: null, at: LATER }));
    expect(await store.diagnoses.latestFor(number)).toEqual(newest);
    expect(await store.diagnoses.latestFor(aNumber())).toBeUndefined();
  });

  it("a draft keeps what was typed last", async () => {
    const { store } = await open();
    const draft = { id: `V-${aNumber()}`, by: "U1", at: NOW, form: { errors: "first" } };
    await store.drafts.save(draft);
    await store.drafts.save({ ...draft, at: LATER, form: { errors: "second", number: null } });
    expect(await store.drafts.load(draft.id)).toEqual({
      ...draft,
      at: LATER,
      form: { errors: "second", number: null },
    });
    expect(await store.drafts.load("nothing")).toBeUndefined();
  });
});
