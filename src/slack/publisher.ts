import type { Calls, Notice } from "../app/ports/store.ts";
import type { Pace } from "../domain/pace.ts";
import { MINUTE, plus, SECOND } from "../domain/time.ts";
import { COALESCE_MS, createPublishNotice, LEASE_MS, type Needs as PublishNeeds } from "./publish-notice.ts";

type Needs = PublishNeeds & { paces: Readonly<Record<Calls, Pace>> };
export type Publisher = { start(): void; wake(): void; stop(): Promise<void> };

const SWEEP_MS = 2 * SECOND;
const MOST_AT_ONCE = 20;
/** A channel that was opened again, or let the bot in again, shows everything about so much later at the latest. */
const PROBE_MS = 10 * MINUTE;

/**
 * New messages: about one a second and channel, short bursts tolerated. Changes: fifty a minute and method.
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
export function pacesFor(messagesPerSecond: number): Needs["paces"] {
  return {
    post: { everyMs: SECOND / messagesPerSecond, burst: Math.ceil(4 * messagesPerSecond) },
    update: { everyMs: (1.2 * SECOND) / messagesPerSecond, burst: Math.ceil(20 * messagesPerSecond) },
  };
}

/** Keeps every posted notice equal to the database. One that Slack keeps waiting keeps no other waiting. */
export function createPublisher(needs: Needs): Publisher {
  const { notices, clock, holder, log, paces } = needs;
  const publish = createPublishNotice({ ...needs, onToken, onShownAgain });
  const inHand = new Set<Promise<void>>();
  let held = 0;
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> = Promise.resolve();
  let isStopped = true;
  let wasTokenRefused = false;

  function wake(): void {
    schedule(0);
  }

  function schedule(afterMs: number): void {
    if (isStopped) return;
    clearTimeout(timer);
    timer = setTimeout(run, afterMs);
  }

  function run(): void {
    sweeping = sweeping.then(sweep).catch((err) => {
      log.warn({ err }, "publishing was interrupted");
      schedule(SWEEP_MS);
    });
  }

  async function sweep(): Promise<void> {
    if (isStopped) return;
    schedule(SWEEP_MS);
    await takeSome();
  }

  async function takeSome(): Promise<number> {
    if (held >= MOST_AT_ONCE) return 0;
    const now = clock();
    const leased = await notices.lease({ holder, now, leaseMs: LEASE_MS, limit: MOST_AT_ONCE - held, paces });
    for (const thread of byThread(leased)) track(thread.length, publishInTurn(thread, plus(now, LEASE_MS)));
    return leased.length;
  }

  /** What was written last is not left for the next start. */
  async function finish(): Promise<void> {
    do await Promise.all(inHand);
    while ((await takeSome()) > 0);
  }

  /** The lines of a thread arrive in the order they were written. */
  async function publishInTurn(thread: readonly Notice[], leasedUntil: string): Promise<void> {
    for (const notice of thread) await publish(notice, leasedUntil);
  }

  function track(count: number, work: Promise<void>): void {
    held += count;
    const done = work
      .catch((err) => log.warn({ err }, "publishing was interrupted"))
      .finally(() => {
        inHand.delete(done);
        held -= count;
        // A parent that was just posted frees its replies; what changed meanwhile may be shown a second later.
        schedule(0);
        afterwards();
      });
    inHand.add(done);
  }

  let probing: NodeJS.Timeout | undefined;
  function probe(): void {
    notices.probeRefused().catch((err) => log.warn({ err }, "refused notices were not probed"));
  }

  let later: NodeJS.Timeout | undefined;
  function afterwards(): void {
    clearTimeout(later);
    if (!isStopped) later = setTimeout(wake, COALESCE_MS);
  }

  /** What Slack refused while it did not know the app is worth another try. */
  function onToken(isGood: boolean): void {
    needs.onToken?.(isGood);
    if (isGood && wasTokenRefused) retryRefused();
    wasTokenRefused = !isGood;
  }

  /** Where one message is taken again, the others may be. */
  async function onShownAgain(notice: Notice): Promise<void> {
    await needs.onShownAgain?.(notice);
    await notices.retryRefused(notice.channel);
  }

  function retryRefused(): void {
    notices.retryRefused().catch((err) => log.warn({ err }, "refused notices were not tried again"));
  }

  return {
    start() {
      isStopped = false;
      // What was refused may have been mended, or be sent differently by this version.
      retryRefused();
      probing = setInterval(probe, PROBE_MS);
      wake();
    },
    wake,
    async stop() {
      if (isStopped) return;
      isStopped = true;
      clearTimeout(timer);
      clearTimeout(later);
      clearInterval(probing);
      await sweeping;
      await finish().catch((err) => log.warn({ err }, "publishing was interrupted"));
    },
  };
}

function byThread(leased: readonly Notice[]): readonly (readonly Notice[])[] {
  const threads = new Map<string, Notice[]>();
  for (const notice of leased) {
    const thread = notice.kind === "notice" ? (notice.parentId ?? notice.id) : notice.id;
    threads.set(thread, [...(threads.get(thread) ?? []), notice]);
  }
  return [...threads.values()];
}
