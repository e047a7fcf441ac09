// Started by kill.test.ts: files tickets as fast as it can and prints the ref and id of each acknowledged one.

import { openDatabase } from "../../src/store/database.ts";
import { openStore } from "../support/open-store.ts";
import { aNewTicket, aNotice } from "./builders.ts";

const [teamId = "", run = "", connection = ""] = process.argv.slice(2);
const options = connection.startsWith("postgres") ? { databaseUrl: connection } : { dataDir: connection };
const { store, jobs } = await openStore(await openDatabase(options), options, { teamId });
await jobs.start();

for (let index = 0; ; index += 1) {
  const numbers = [`+1202555${run}${String(index).padStart(5, "0")}`];
  const ticket = aNewTicket({ text: { numbers } });
  const filed = await store.transact(async (tx) => {
    const result = await tx.tickets.file(ticket);
    await tx.notices.add([aNotice({ ticketId: ticket.ticket.id })]);
    await tx.jobs.enqueue(
      "step_due",
      { ticketId: ticket.ticket.id, step: "stop_sends", nth: 0 },
      {
        startAt: "2099-01-01T00:00:00.000Z",
      },
    );
    return result;
  });
  if (filed.filed === "new") process.stdout.write(`${filed.record.ticket.ref} ${ticket.ticket.id}\n`);
}
