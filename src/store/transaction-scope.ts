import { AsyncLocalStorage } from "node:async_hooks";

type Scope = { open: boolean };

const current = new AsyncLocalStorage<Scope>();

/**
 * Marks everything `work` does, and starts, as being inside a transaction. On the embedded database the outer handle
 * would wait for the one connection the transaction holds, for ever; on a server it would quietly leave the transaction.
 */
export async function insideTransaction<T>(work: () => Promise<T>): Promise<T> {
  const scope = { open: true };
  try {
    return await current.run(scope, work);
  } finally {
    scope.open = false;
  }
}

/** Runs what follows a commit as if it had been called from outside. */
export function outsideTransaction<T>(work: () => T): T {
  return current.exit(work);
}

export function assertOutsideTransaction(): void {
  if (!current.getStore()?.open) return;
  throw new Error("Inside transact() use only what it hands over: this call would leave the transaction.");
}
