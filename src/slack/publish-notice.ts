import type { WebClient } from "@slack/web-api";
import type { Clock } from "../app/ports/clock.ts";
import type { Calls, Notice, NoticeStore } from "../app/ports/store.ts";
import { type Instant, plus, SECOND } from "../domain/time.ts";
import { findPosted } from "./find-posted.ts";
import { type Message, markAsResent, type Posted, postMessage, updateMessage } from "./post-notice.ts";
import { slackFailure, TOKEN_REFUSALS } from "./slack-failure.ts";

export type Rendered = { message: Message; revision: number; pending: number };

export type Needs = {
  notices: NoticeStore;
  client: WebClient;
  /** Renders a notice from the database; undefined when there is nothing left to show. */
  render: (notice: Notice) => Promise<Rendered | undefined>;
  refusesChannel: (channel: string) => Promise<string | undefined>;
  clock: Clock;
  /** Slack took (true) or refused (false) the token: an app without one is not ready. */
  onToken?: (isGood: boolean) => void;
  onRefused?: (notice: Notice, because: string) => Promise<void>;
  /** Shown again after Slack had refused it. */
  onShownAgain?: (notice: Notice) => Promise<void>;
  /** Slack shows all that was wanted, so many milliseconds after it was. */
  onPublished?: (lagMs: number) => void;
  /** Names this process in the lease. */
  holder: string;
  log: { warn: (fields: object, msg: string) => void; info: (fields: object, msg: string) => void };
};

export const LEASE_MS = 10 * SECOND;
/** A burst of changes becomes about one update a second. */
export const COALESCE_MS = SECOND;
/** What is left of a lease when Slack is called is more than the call can take. */
const CALL_MS = 8 * SECOND;
const AGAIN_MS = 2 * SECOND;

/** A step that did not come to its end; `state` is what is known of the message. */
class NotPublished extends Error {
  readonly about: { state: "pending" | "unknown"; calls?: Calls; ts?: string | undefined };
  constructor(cause: unknown, about: NotPublished["about"]) {
    super("not published", { cause });
    this.about = about;
  }
}

/** Brings one leased notice to Slack, once, and records what came of it. */
export function createPublishNotice(needs: Needs): (notice: Notice, leasedUntil: Instant) => Promise<void> {
  const { notices, client, clock, holder, log } = needs;

  return async function publish(notice, leasedUntil) {
    try {
      if (await isShared(notice)) return await refuse(notice, "shared_outside");
      const rendered = await needs.render(notice);
      if (rendered === undefined) return await refuse(notice, "nothing_to_show");
      const thread = notice.threadTs ?? (await parentOf(notice));
      const known = await lookUp(notice, thread);
      if (clock() > plus(leasedUntil, -CALL_MS) && !(await notices.renew(notice.id, holder, plus(clock(), LEASE_MS))))
        return;
      const message = known === "unreadable" ? markAsResent(rendered.message) : rendered.message;
      const at = typeof known === "object" ? known : undefined;
      await record(notice, rendered, await send(notice, thread, at, message), at === undefined);
    } catch (error) {
      await fail(notice, error);
    }
  };

  /** A direct message is nobody else's. */
  async function isShared({ kind, channel }: Notice): Promise<boolean> {
    return kind !== "trouble" && (await needs.refusesChannel(channel)) !== undefined;
  }

  async function parentOf({ parentId }: Notice): Promise<string | null> {
    return parentId === null ? null : ((await notices.load(parentId))?.ts ?? null);
  }

  async function lookUp(notice: Notice, thread: string | null): Promise<Posted | "absent" | "unreadable"> {
    if (notice.ts !== null) return { ts: notice.ts, channel: notice.channel };
    if (notice.state !== "unknown") return "absent";
    const found = await findPosted(client, notice, thread).catch((error) => {
      throw new NotPublished(error, { state: "unknown" });
    });
    return typeof found === "object" ? { ...found, channel: notice.channel } : found;
  }

  async function send(notice: Notice, thread: string | null, at: Posted | undefined, message: Message) {
    try {
      if (at === undefined) return await postMessage(client, { channel: notice.channel, threadTs: thread }, message);
      await updateMessage(client, at, message);
      return at;
    } catch (error) {
      // A lost answer to an update is harmless, to a post it is not: it may be there already.
      const isUnclear = at === undefined && slackFailure(error).kind === "unclear";
      const calls = at === undefined ? "post" : "update";
      throw new NotPublished(error, { state: isUnclear ? "unknown" : "pending", calls, ts: at?.ts });
    }
  }

  async function record(notice: Notice, { revision, pending }: Rendered, posted: Posted, isNew: boolean) {
    needs.onToken?.(true);
    const sent = {
      ...posted,
      revision: Math.max(revision, notice.wantedRevision),
      notBefore: plus(clock(), COALESCE_MS),
      pendingShown: pending,
    };
    const stands = await notices.recordSent(notice.id, holder, sent).catch((error) => {
      throw new NotPublished(error, { state: isNew ? "unknown" : "pending" });
    });
    if (stands?.lagMs !== undefined) needs.onPublished?.(stands.lagMs);
    if (isNew && stands !== undefined && stands.ts !== posted.ts) {
      log.warn({ noticeId: notice.id, kind: notice.kind }, "a message was posted twice; the second is taken away");
      await client.chat.delete(posted).catch((err) => log.warn({ err }, "it could not be taken away"));
    }
    if (notice.refusedBecause !== null) await needs.onShownAgain?.(notice);
  }

  async function fail(notice: Notice, error: unknown): Promise<void> {
    const known = error instanceof NotPublished ? error : new NotPublished(error, { state: asBefore(notice) });
    const { state, calls, ts } = known.about;
    const failure = slackFailure(known.cause);
    const { because } = failure;
    if (TOKEN_REFUSALS.has(because)) needs.onToken?.(false);
    if (failure.kind === "refused") return refuse(notice, because, ts);
    log.warn({ noticeId: notice.id, kind: notice.kind, because }, "a notice was not published");
    const isHeld = failure.kind === "held";
    const notBefore = plus(clock(), isHeld ? failure.retryAfterMs : AGAIN_MS);
    if (isHeld && calls !== undefined) await notices.hold(notice.channel, calls, notBefore);
    await notices.recordFailed(notice.id, holder, {
      state,
      because,
      notBefore,
      ...(ts === undefined ? {} : { ts }),
    });
  }

  async function refuse(notice: Notice, because: string, ts?: string): Promise<void> {
    log.warn({ noticeId: notice.id, kind: notice.kind, because }, "a notice was refused");
    await notices.recordFailed(notice.id, holder, {
      state: "refused",
      because,
      ...(ts === undefined ? {} : { ts }),
    });
    // Without a token nobody can be told through Slack.
    if (!TOKEN_REFUSALS.has(because)) await needs.onRefused?.(notice, because);
  }
}

function asBefore({ state }: Notice): "pending" | "unknown" {
  return state === "unknown" ? "unknown" : "pending";
}
