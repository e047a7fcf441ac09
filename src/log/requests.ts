import { AsyncLocalStorage } from "node:async_hooks";

export type Requests = {
  /** Does `work` as one request: whatever it writes to the log meanwhile carries the request's id. */
  begin<T>(work: () => T): T;
  /** Does `work`, and what it starts, on behalf of no request. */
  leave<T>(work: () => T): T;
  id(): string | undefined;
};

/** Short enough to be read out over a phone; it only has to be found in a log of some days. */
const LENGTH = 8;

export function createRequests(ids: () => string): Requests {
  const current = new AsyncLocalStorage<string>();
  return {
    begin: (work) => current.run(ids().slice(0, LENGTH), work),
    leave: (work) => current.exit(work),
    id: () => current.getStore(),
  };
}
