import { rmSync } from "node:fs";
import type { Notice, TicketRecord } from "../../src/app/ports/store.ts";
import { loadConfig } from "../../src/config.ts";
import { createProber } from "../../src/create-prober.ts";
import type { TicketEvent } from "../../src/domain/ticket/command.ts";
import { createJobs } from "../../src/jobs/queue.ts";
import { loadTeamPlaybooks } from "../../src/load-playbooks.ts";
import type { Message } from "../../src/slack/post-notice.ts";
import { createRenderer } from "../../src/slack/render-notice.ts";
import { createCache } from "../../src/store/cache.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createCipher } from "../../src/store/encryption.ts";
import { loadEncryptionKey } from "../../src/store/encryption-key.ts";
import { SILENT } from "../../src/store/log.ts";
import { createStore } from "../../src/store/store.ts";
import type { World } from "./world.ts";

export type StoredTicket = { viewId: string; record: TicketRecord; events: readonly TicketEvent[] };
/** `shows`: what the app's own renderer makes of it now. */
export type StoredNotice = Notice & { shows: Message | undefined };

export type Stored = {
  tickets: readonly StoredTicket[];
  notices: readonly StoredNotice[];
  /** Notices behind the database that somebody will still bring up to date. */
  behind: number;
  /** Events that were taken on and not brought to an end. */
  unfinished: number;
};

/** Everything the database says. No bot may run on an embedded one meanwhile. */
export async function readStored({ env, teamId }: World): Promise<Stored> {
  const { config, secrets } = loadConfig(env);
  const database = await openDatabase({ databaseUrl: secrets.databaseUrl ?? undefined, dataDir: config.dataDir });
  const cache = createCache({ cacheUrl: undefined, log: SILENT });
  try {
    const clock = () => new Date().toISOString();
    const keys = loadEncryptionKey({ encryptionKey: secrets.encryptionKey ?? undefined, dataDir: config.dataDir });
    const jobs = createJobs({ pool: database.pool });
    const store = await createStore({ database, cipher: createCipher(keys), teamId, jobs });
    const { playbooks } = await loadTeamPlaybooks(null);
    const { missing: probesMissing } = createProber({ config, secrets, cache, clock });
    const render = createRenderer({ store, playbooks, probesMissing, clock });
    const rows = async (sql: string) => (await database.pool.query(sql)).rows as Record<string, unknown>[];

    const tickets: StoredTicket[] = [];
    for (const { id, view_id } of await rows("select id, view_id from tickets order by ref_number")) {
      const record = await store.tickets.load({ id: String(id) });
      if (record === undefined) throw new Error(`The ticket ${id} cannot be read.`);
      tickets.push({ viewId: String(view_id), record, events: await store.tickets.events(String(id)) });
    }
    const notices: StoredNotice[] = [];
    for (const { id } of await rows("select id from notices order by position")) {
      const notice = await store.notices.load(String(id));
      if (notice === undefined) throw new Error(`The notice ${id} cannot be read.`);
      notices.push({ ...notice, shows: (await render(notice))?.message });
    }
    const [left] = await rows("select count(*)::int as count from deliveries where work is not null");
    const behind = notices.filter((one) => one.wantedRevision > one.sentRevision && one.state !== "refused").length;
    return { tickets, notices, behind, unfinished: Number(left?.count) };
  } finally {
    await cache.close();
    await database.close();
    if (database.socketsFolder !== null) rmSync(database.socketsFolder, { recursive: true, force: true });
  }
}
