import { stepView } from "../../src/domain/ticket/step-view.ts";
import type { Surface } from "../../src/slack/surface.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { openStore } from "../../test/support/open-store.ts";
import { type DatabaseKind, prepareDatabase } from "../load/prepare-database.ts";
import { createDesk } from "./desk.ts";
import { fileOne } from "./file-one.ts";
import { multiply } from "./multiply.ts";

/** A database with so many tickets. */
export type Size = {
  size: number;
  database: Database;
  surface: Surface;
  /** Steps nobody has ticked, in tickets that are open. */
  ticks: { ref: string; step: string; version: number }[];
  close(): Promise<void>;
};

export async function openSize(kind: DatabaseKind, size: number): Promise<Size> {
  const prepared = await prepareDatabase(kind);
  const database = await openDatabase(prepared.options);
  const { store, jobs, teamId } = await openStore(database, prepared.options);
  await jobs.start();
  const surface = createDesk(store);
  const ref = await fileOne(surface, "+12025550100");
  await store.deliveries.takeOn("signature v0=first", surface.clock());
  await store.deliveries.recordAnswer("signature v0=first", JSON.stringify({ answer: "x".repeat(500) }));
  const record = await store.tickets.load({ ref });
  if (record === undefined) throw new Error("The first ticket cannot be read.");
  const template = { id: record.ticket.id, ref: Number(ref.slice(3)) };
  await multiply({ gateway: database.pool, teamId, template, size, analyses: kind === "server" });
  const steps = record.ticket.steps.filter(({ id }) => {
    const view = stepView(record.ticket, id, surface.playbooks, surface.clock());
    return view?.main === "claimed" && view.state === "todo";
  });
  const { rows } = await database.pool.query(
    "select ref_number as ref from tickets where status <> 'resolved' order by md5(id)",
  );
  return {
    size,
    database,
    surface,
    ticks: steps.flatMap(({ id, version }) => rows.map((row) => ({ ref: `WL-${row.ref}`, step: id, version }))),
    async close() {
      await jobs.stop();
      await database.close();
      await prepared.remove();
    },
  };
}
