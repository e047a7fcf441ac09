import { describe, expect, it } from "vitest";
import type { Command } from "../../../src/domain/ticket/command.ts";
import { decideAll } from "../../../src/domain/ticket/decide-all.ts";
import { aTicket, NOW, press } from "./a-ticket.ts";

const ticket = aTicket();
const waiting: Command = { do: "set_status", status: "waiting_on_provider", by: "U-ANN" };
const known: Command = { do: "update_facts", facts: { providerCase: "yes" }, by: "U-ANN" };

describe("several commands as one", () => {
  it("are one list of events, in order", () => {
    expect(decideAll(ticket, [waiting, known], NOW)).toMatchObject({
      ok: true,
      events: [
        { type: "status_changed", to: "waiting_on_provider" },
        { type: "facts_updated", fields: ["providerCase"] },
      ],
    });
  });

  it("each see what the ones before changed", () => {
    const twice = decideAll(ticket, [waiting, waiting], NOW);
    expect(twice).toMatchObject({ ok: true, events: [{ type: "status_changed" }] });
  });

  it("are refused together when one of them is", () => {
    const stale = press(ticket, "stop.hands_off", { version: 7 });
    expect(decideAll(ticket, [waiting, stale], NOW)).toMatchObject({ ok: false, refused: "stale" });
  });

  it("none at all change nothing", () => {
    expect(decideAll(ticket, [], NOW)).toEqual({ ok: true, events: [] });
  });
});
