import type { Pool, PoolClient, QueryResult } from "pg";
import { StoreUnavailableError } from "../app/errors.ts";
import { asStoreError } from "./database-error.ts";
import { assertOutsideTransaction } from "./transaction-scope.ts";

export type Connection = {
  query(text: string, values?: readonly unknown[]): Promise<QueryResult>;
  release(): void;
};

/** The pool as everybody gets it: Kysely, the job queue and the liveness query take their connections here. */
export type Gateway = {
  connect(): Promise<Connection>;
  query(text: string, values?: readonly unknown[]): Promise<QueryResult>;
  end(): Promise<void>;
  /** How many statements were answered so far: a busy database is not a dead one. */
  answered(): number;
};

/** Guards the pool: no outer connection inside a transaction, no unanswered statement, no connection left mid-transaction. */
export function createGateway(pool: Pool): Gateway {
  let answers = 0;

  async function connect(): Promise<Connection> {
    assertOutsideTransaction();
    return guard(await pool.connect().catch(asStoreError), () => {
      answers += 1;
    });
  }

  async function query(text: string, values?: readonly unknown[]): Promise<QueryResult> {
    const connection = await connect();
    try {
      return await connection.query(text, values);
    } catch (error) {
      // pg-boss sends `begin; …; commit;` as one text: when it fails half-way the connection is still in a transaction.
      await connection.query("rollback").catch(() => undefined);
      throw error;
    } finally {
      connection.release();
    }
  }

  return { connect, query, end: () => pool.end(), answered: () => answers };
}

function guard(client: PoolClient, onAnswer: () => void): Connection {
  let released = false;
  let isBroken = false;
  // The pool listens only to idle connections: one that breaks while it is lent would end the process. Who holds it
  // learns of it from the next answer.
  client.on("error", ignore);
  return {
    async query(text, values) {
      if (released)
        throw new Error("This transaction has ended: nothing handed over by transact() may be used after it.");
      const asked = values?.length ? client.query(text, [...values]) : client.query(text);
      const result = await asked.catch(asStoreError).catch((error: unknown) => {
        isBroken ||= error instanceof StoreUnavailableError;
        throw error;
      });
      onAnswer();
      assertAnswered(text, result);
      return result;
    },
    release() {
      if (released) return;
      released = true;
      client.off("error", ignore);
      // The next one in line gets a connection that works.
      client.release(isBroken);
    },
  };
}

function ignore(): void {}

/** A commit after a failed statement answers ROLLBACK, without an error. */
function assertAnswered(text: string, result: QueryResult | QueryResult[]): void {
  const results = Array.isArray(result) ? result : [result];
  if (results.some(({ command }) => command === null)) {
    throw new Error("The database answered a statement with nothing: its result cannot be trusted.");
  }
  if (/^\s*commit\s*;?\s*$/i.test(text) && results.at(-1)?.command !== "COMMIT") {
    throw new Error("The transaction was rolled back: a statement in it had failed and the failure was swallowed.");
  }
}
