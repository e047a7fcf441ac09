import type { App } from "@slack/bolt";
import type { Clock } from "../app/ports/clock.ts";
import type { Metrics } from "../app/ports/metrics.ts";
import type { DeliveryStore } from "../app/ports/store.ts";
import { plus, SECOND } from "../domain/time.ts";
import type { Log } from "./bolt-logger.ts";
import { inTime } from "./in-time.ts";
import { kindOf, timeAck } from "./time-ack.ts";

/** What a receiver hands to Bolt: one request or envelope of Slack's. */
export type Delivery = Parameters<App["processEvent"]>[0];

export type Inbox = {
  /** The app as its receivers see it. */
  before(app: App): App;
  /** Goes on with what a process that went away left behind, until stopped. */
  start(): void;
  /** Resolves when every listener in hand has ended. */
  stop(): Promise<void>;
};

type Needs = {
  deliveries: DeliveryStore;
  clock: Clock;
  log: Log;
  /** Makes a request of the work, whose id its log lines carry. */
  begin?: <T>(work: () => T) => T;
  metrics?: Pick<Metrics, "acked" | "notAcked">;
  sweepMs?: number;
};

/** Longer than a listener takes; after that its process is gone. */
const LEASE_MS = 30 * SECOND;
const SWEEP_MS = 5 * SECOND;
/** An event that ended so many processes is given to no other. Few would lose one while a bot is killed again and again. */
const MOST_TRIES = 10;
/** Slack waits three seconds for an ack. */
const CLAIM_WITHIN_MS = 1_500;
const FIRST_ANSWER_WITHIN_MS = 2_000;
const LOOK_EVERY_MS = 100;

const UNCOUNTED = { acked() {}, notAcked() {} };

/**
 * Everything Slack brings is claimed in the database before it has an effect, once and for all replicas. Bolt acks an
 * event before its listeners run, so an event is kept until they have ended; a request that comes again gets its first
 * answer. https://docs.slack.dev/apis/events-api#retries
 */
export function createInbox(needs: Needs): Inbox {
  const { deliveries, clock, log, begin = (work) => work(), metrics = UNCOUNTED, sweepMs = SWEEP_MS } = needs;
  const inHand = new Set<Promise<void>>();
  let processEvent: App["processEvent"] | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = true;

  function before(app: App): App {
    processEvent = (delivery) => app.processEvent(delivery);
    const guarded = {
      processEvent: (delivery: Delivery) => begin(() => holding(handle(delivery))),
    };
    return Object.assign(Object.create(app), guarded);
  }

  async function handle(delivery: Delivery): Promise<void> {
    const startedAt = performance.now();
    await timeAck(delivery, metrics, receive).finally(() => {
      const ms = Math.round(performance.now() - startedAt);
      log.debug({ kind: kindOf(delivery.body), ms }, "a delivery was handled");
    });
  }

  async function holding(work: Promise<void>): Promise<void> {
    inHand.add(work);
    return work.finally(() => inHand.delete(work));
  }

  async function handOn(delivery: Delivery): Promise<void> {
    await processEvent?.(delivery);
  }

  function receive(delivery: Delivery): Promise<void> {
    const eventId: unknown = delivery.body.event_id;
    return typeof eventId === "string" ? receiveEvent(delivery, eventId) : receiveRequest(delivery);
  }

  /** Where the database refuses, so does this: Slack sends the event again. */
  async function receiveEvent(delivery: Delivery, key: string): Promise<void> {
    const now = clock();
    const work = JSON.stringify(delivery.body);
    if (!(await deliveries.keep(key, { work, at: now, until: plus(now, LEASE_MS) }))) return delivery.ack();
    await handOn(delivery);
    await deliveries.finish(key);
  }

  /** Without a database the person gets the listener's own answer: nothing it could do takes effect without one. */
  async function receiveRequest(delivery: Delivery): Promise<void> {
    const key = keyOf(delivery);
    if (key === undefined) return handOn(delivery);
    const isNew = await inTime(deliveries.takeOn(key, clock()), CLAIM_WITHIN_MS, (err) =>
      log.warn({ err }, "a request could not be claimed"),
    );
    if (isNew === false) {
      const first = await firstAnswer(key);
      // Its process went away before it answered; every listener may run twice.
      return first === undefined ? handOn(delivery) : delivery.ack(first.answer as never);
    }
    await handOn({
      ...delivery,
      async ack(answer) {
        await delivery.ack(answer);
        holding(deliveries.recordAnswer(key, JSON.stringify({ answer }))).catch((err) =>
          log.warn({ err }, "an answer was not remembered"),
        );
      },
    });
  }

  async function firstAnswer(key: string): Promise<{ answer?: unknown } | undefined> {
    for (let waited = 0; waited < FIRST_ANSWER_WITHIN_MS; waited += LOOK_EVERY_MS) {
      const answer = await deliveries.answerTo(key);
      if (answer !== undefined) return JSON.parse(answer);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    return undefined;
  }

  async function sweep(): Promise<void> {
    const now = clock();
    const left = await deliveries.takeUp({ now, until: plus(now, LEASE_MS), limit: 10 });
    for (const { key, work, tries } of left) {
      if (tries > MOST_TRIES) log.error({ key, tries }, "an event was given up: it never came to its end");
      else await begin(() => handOn({ body: JSON.parse(work), ack: async () => {} }));
      await deliveries.finish(key);
    }
  }

  function again(): void {
    if (isStopped) return;
    timer = setTimeout(() => {
      void holding(sweep().catch((err) => log.warn({ err }, "left events could not be taken up"))).then(again);
    }, sweepMs);
  }

  return {
    before,
    start() {
      isStopped = false;
      again();
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await Promise.allSettled(inHand);
    },
  };
}

/** The same for an envelope that is sent again, or a request that is, byte for byte: both know themselves by it. */
export function deliveryKey(what: "envelope" | "signature", value: unknown): { deliveryKey?: string } {
  return typeof value === "string" ? { deliveryKey: `${what} ${value}` } : {};
}

function keyOf({ customProperties }: Delivery): string | undefined {
  return (customProperties as { deliveryKey?: string } | undefined)?.deliveryKey;
}
