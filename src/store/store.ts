import type { Kysely } from "kysely";
import { CompiledQuery } from "kysely";
import type { JobQueue, Store, Stores } from "../app/ports/store.ts";
import { atomically, type StoreContext } from "./context.ts";
import type { Database } from "./database.ts";
import { createDeliveryStore } from "./delivery-store.ts";
import { createDiagnosisStore } from "./diagnosis-store.ts";
import { createDraftStore } from "./draft-store.ts";
import type { Cipher } from "./encryption.ts";
import { createNoticeStore } from "./notice-store.ts";
import { openNumberKeys } from "./number-keys.ts";
import type { Schema } from "./schema.ts";
import { createTicketStore } from "./ticket-store.ts";
import { insideTransaction, outsideTransaction } from "./transaction-scope.ts";

type ExecuteSql = (text: string, values?: readonly unknown[]) => Promise<{ rows: unknown[] }>;

/** The job queue as the store needs it: outside, and bound to the statements of one transaction. */
export type TransactionalJobs = {
  queue: JobQueue;
  /** `committed` wakes the workers of what was enqueued. */
  within(executeSql: ExecuteSql): { queue: JobQueue; committed(): void };
};

export type StoreOptions = {
  database: Pick<Database, "db" | "pool">;
  cipher: Cipher;
  teamId: string;
  jobs: TransactionalJobs;
  /** Called after a commit that left notices behind Slack; the publisher's sweep finds them anyway, later. */
  onNoticesWanted?: () => void;
};

/** The store of one workspace. Creates the workspace's row when it is not there. */
export async function createStore(options: StoreOptions): Promise<Store> {
  const { database, cipher, teamId, jobs, onNoticesWanted = () => undefined } = options;
  const { db, pool } = database;
  const numberKey = await openNumberKeys(db, teamId, cipher);
  const shared = { teamId, cipher, numberKey };

  async function transact<T>(work: (tx: Stores) => Promise<T>): Promise<T> {
    let wanted = false;
    const { result, committed } = await atomically(db, async (tx) => {
      const bound = jobs.within((text, values = []) => tx.executeQuery(CompiledQuery.raw(text, [...values])));
      const stores = createStores({ ...shared, db: tx, noticesWanted: () => (wanted = true) }, bound.queue);
      return { result: await insideTransaction(() => work(stores)), committed: bound.committed };
    });
    outsideTransaction(() => {
      committed();
      if (wanted) onNoticesWanted();
    });
    return result;
  }

  return {
    ...createStores({ ...shared, db, noticesWanted: onNoticesWanted }, jobs.queue),
    transact,
    async ping() {
      await pool.query("select 1");
    },
  };
}

function createStores(context: StoreContext & { db: Kysely<Schema> }, jobs: JobQueue): Stores {
  return {
    tickets: createTicketStore(context),
    diagnoses: createDiagnosisStore(context),
    notices: createNoticeStore(context),
    drafts: createDraftStore(context),
    deliveries: createDeliveryStore(context),
    jobs,
  };
}
