import type { WebClient } from "@slack/web-api";
import type { Clock } from "../app/ports/clock.ts";
import type { Notice, NoticeStore } from "../app/ports/store.ts";
import { plus } from "../domain/time.ts";
import { type Message, postNotice, whyFailed } from "./post-notice.ts";

type Needs = {
  notices: NoticeStore;
  client: WebClient;
  /** Renders a notice from the database; undefined when there is nothing left to show. */
  render: (notice: Notice) => Promise<{ message: Message; revision: number } | undefined>;
  refusesChannel: (channel: string) => Promise<string | undefined>;
  clock: Clock;
  /** Slack took (true) or refused (false) the token: an app without one is not ready. */
  onToken?: (isGood: boolean) => void;
  /** Names this process in the lease. */
  holder: string;
  log: { warn: (fields: object, msg: string) => void; info: (fields: object, msg: string) => void };
};

export type Publisher = { start(): void; wake(): void; stop(): Promise<void> };

const SWEEP_MS = 2_000;
/** Bursts of changes become one update about once a second; the first one goes out at once. */
const COALESCE_MS = 1_000;
const LEASE_MS = 10_000;
const BATCH = 20;
const TOKEN_REFUSALS = new Set(["account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"]);

/** Keeps every posted notice equal to the database. */
export function createPublisher(needs: Needs): Publisher {
  const { notices, clock, holder, log } = needs;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let lastRunAt = 0;
  let isStopped = true;

  function wake(): void {
    schedule(Math.max(0, lastRunAt + COALESCE_MS - performance.now()));
  }

  function schedule(afterMs: number): void {
    if (isStopped) return;
    clearTimeout(timer);
    timer = setTimeout(run, afterMs);
  }

  function run(): void {
    running = running
      .then(sweep)
      .catch((err) => log.warn({ err }, "publishing was interrupted"))
      .finally(() => schedule(SWEEP_MS));
  }

  async function sweep(): Promise<void> {
    // A parent that has just been posted frees its replies, so go on while there is something to do.
    for (let more = true; more && !isStopped; ) {
      lastRunAt = performance.now();
      const leased = await notices.lease({ holder, now: clock(), leaseMs: LEASE_MS, limit: BATCH });
      await Promise.all(leased.map(publish));
      more = leased.length > 0;
    }
  }

  async function publish(notice: Notice): Promise<void> {
    try {
      const says = await needs.refusesChannel(notice.channel);
      if (says !== undefined) return await refuse(notice, "shared_outside");
      const rendered = await needs.render(notice);
      if (rendered === undefined) return await refuse(notice, "nothing_to_show");
      const parent = notice.parentId === null ? undefined : await notices.load(notice.parentId);
      const thread = notice.threadTs ?? parent?.ts ?? null;
      const ts = await postNotice(needs.client, notice, rendered.message, thread);
      needs.onToken?.(true);
      await notices.recordSent(notice.id, holder, { ts, revision: Math.max(rendered.revision, notice.wantedRevision) });
    } catch (error) {
      const failed = whyFailed(error, notice);
      if (TOKEN_REFUSALS.has(failed.because)) needs.onToken?.(false);
      log.warn({ noticeId: notice.id, kind: notice.kind, because: failed.because }, "a notice was not published");
      const { retryAfterMs, ...why } = failed;
      const notBefore = retryAfterMs === undefined ? {} : { notBefore: plus(clock(), retryAfterMs) };
      await notices.recordFailed(notice.id, holder, { ...why, ...notBefore });
    }
  }

  async function refuse(notice: Notice, because: string): Promise<void> {
    log.warn({ noticeId: notice.id, kind: notice.kind, because }, "a notice was refused");
    await notices.recordFailed(notice.id, holder, { state: "refused", because });
  }

  return {
    start() {
      isStopped = false;
      wake();
    },
    wake,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
