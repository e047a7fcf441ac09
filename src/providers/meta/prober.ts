import type { Clock } from "../../app/ports/clock.ts";
import type { Probed, Prober } from "../../app/ports/prober.ts";
import { MINUTE, SECOND } from "../../domain/time.ts";
import type { GraphClient } from "./client.ts";
import { ACCOUNT_FIELDS, NUMBER_FIELDS } from "./field-sets.ts";
import { type FoundNumber, findNumber, type Where } from "./find-number.ts";
import { type Kept, keep, type SingleFlight } from "./keep.ts";
import { createReadNode } from "./read-node.ts";
import { AccountNode, NumberNode } from "./schema.ts";
import { accountEvidence, numberEvidence, unreadEvidence } from "./to-evidence.ts";
import { type Unread, whyUnread } from "./why-unread.ts";

type Settings = { client: GraphClient; cache: SingleFlight; clock: Clock; config: Where };
type Fresh = Omit<Probed, "cached">;
type Found = Extract<FoundNumber, { found: true }>;

/** Somebody waits for the answer: past this we say what we have. */
const DEADLINE_MS = 20 * SECOND;

/** Reads what Meta tells about one number, at most once a minute. Never throws. */
export function createMetaProber({ client, cache, clock, config }: Settings): Prober {
  const readNumber = createReadNode({
    client,
    operation: "read the number",
    fieldSets: NUMBER_FIELDS,
    schema: NumberNode,
    clock,
  });
  const readAccount = createReadNode({
    client,
    operation: "read the account",
    fieldSets: ACCOUNT_FIELDS,
    schema: AccountNode,
    clock,
  });

  return async function probe(number) {
    const { value, isFresh } = await keep(cache, { key: `meta:probe:${number}`, ttlMs: MINUTE }, () => read(number));
    return { ...value, cached: !isFresh };
  };

  async function read(number: string): Promise<Kept<Fresh>> {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    const kept = await keep(cache, { key: `meta:number:${number}`, ttlMs: 10 * MINUTE }, () => find(number, signal));
    const first = await readFound(kept.value, signal);
    if (kept.isFresh || !first.gone) return first;
    // The number was removed and added again: its id is a new one.
    return readFound((await find(number, signal)).value, signal);
  }

  async function find(number: string, signal: AbortSignal): Promise<Kept<FoundNumber>> {
    const value = await findNumber(number, { client, where: config, clock, signal });
    return { value, isWorthKeeping: value.found };
  }

  async function readFound(found: FoundNumber, signal: AbortSignal): Promise<Kept<Fresh> & { gone?: boolean }> {
    if (found.found) return readBoth(found, signal);
    const why: Unread = found.because ?? { why: "not_found", searched: found.searched };
    const evidence = unreadEvidence(["number"], why, clock());
    return { value: { evidence }, isWorthKeeping: isLasting(why) };
  }

  async function readBoth({ phoneNumberId, wabaId }: Found, signal: AbortSignal) {
    const options = { account: wabaId, signal };
    const [number, account] = await Promise.allSettled([
      readNumber(phoneNumberId, options),
      readAccount(wabaId, options),
    ]);
    const at = clock();
    const numberWhy = number.status === "rejected" ? whyUnread(number.reason, at) : undefined;
    const accountWhy = account.status === "rejected" ? whyUnread(account.reason, at) : undefined;
    const evidence = [
      ...(number.status === "fulfilled" ? numberEvidence(number.value, at) : []),
      ...(numberWhy ? unreadEvidence(["node", "health"], numberWhy, at) : []),
      ...(account.status === "fulfilled" ? [accountEvidence(account.value, at)] : []),
      ...(accountWhy ? unreadEvidence(["account"], accountWhy, at) : []),
    ];
    const isWorthKeeping = [numberWhy, accountWhy].every((why) => why === undefined || isLasting(why));
    return { value: { evidence, wabaId, phoneNumberId }, isWorthKeeping, gone: numberWhy?.why === "not_found" };
  }
}

/** A fault that may be over in a second is not kept for a minute: *Check again* must look again. */
function isLasting({ why }: Unread): boolean {
  return why !== "timed_out" && why !== "unavailable";
}
