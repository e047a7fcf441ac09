import { randomUUID } from "node:crypto";
import { expect, it, onTestFinished } from "vitest";
import { createEscalateNumber, type Escalation } from "../../src/app/escalate-number.ts";
import { PLAYBOOKS } from "../../src/domain/playbooks/index.ts";
import { HOUR, plus } from "../../src/domain/time.ts";
import { aNumber, anEscalation, aStoredDiagnosis, NOW } from "../store/builders.ts";
import { describeOnEachDatabase, type Open } from "../support/databases.ts";

async function arrange(open: Open, now = NOW) {
  const { store, jobs } = await open();
  await jobs.start();
  onTestFinished(() => jobs.stop());
  const escalate = createEscalateNumber({
    store,
    playbooks: PLAYBOOKS,
    supportChannel: () => "CSUPPORT",
    clock: () => now,
    ids: randomUUID,
  });
  const file = async (escalation: Escalation) => {
    const { result } = await escalate({ escalation, by: "UANA", viewId: randomUUID() });
    if (result.filed !== "new") throw new Error(`expected a new ticket, got ${result.filed}`);
    return result.record;
  };
  /** What a status check of this number read. */
  const readBan = (number: string) =>
    store.diagnoses.save(
      aStoredDiagnosis({
        number,
        evidence: [{ kind: "node", source: "probe", at: NOW, status: "BANNED", quality: "GREEN" }],
      }),
    );
  return { file, readBan };
}

describeOnEachDatabase("a form that was opened empty", (open) => {
  it("knows the ban that a check of the same number has read today", async () => {
    const { file, readBan } = await arrange(open);
    const escalation = anEscalation();
    await readBan(escalation.numbers[0] ?? "");
    const { ticket } = await file(escalation);
    expect(ticket.facts.banned).toBe("yes");
    expect(ticket.paths).toContain("policy");
  });

  it("knows it for the second number of the form too", async () => {
    const { file, readBan } = await arrange(open);
    const numbers = [aNumber(), aNumber()];
    await readBan(numbers[1] ?? "");
    expect((await file(anEscalation({ numbers }))).ticket.facts.banned).toBe("yes");
  });

  it("takes nothing from a check of another number", async () => {
    const { file, readBan } = await arrange(open);
    await readBan(aNumber());
    expect((await file(anEscalation())).ticket.facts.banned).toBe("unknown");
  });

  it("takes nothing from a check that is older than a day", async () => {
    const { file, readBan } = await arrange(open, plus(NOW, 25 * HOUR));
    const escalation = anEscalation();
    await readBan(escalation.numbers[0] ?? "");
    expect((await file(escalation)).ticket.facts.banned).toBe("unknown");
  });
});
