import type { Kysely, Transaction } from "kysely";
import type { Cipher } from "./encryption.ts";
import type { NumberKey } from "./number-keys.ts";
import type { Schema } from "./schema.ts";

/** What every store of one team is made from; `db` is the outer handle or a transaction. */
export type StoreContext = {
  db: Kysely<Schema>;
  teamId: string;
  cipher: Cipher;
  numberKey: NumberKey;
  /** Called after the commit when notices may have to be sent. */
  noticesWanted: () => void;
};

/** Uses the caller's transaction, or makes one for statements that belong together. */
export function atomically<T>(db: Kysely<Schema>, work: (tx: Kysely<Schema>) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute((tx: Transaction<Schema>) => work(tx));
}
