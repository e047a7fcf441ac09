import type { App } from "@slack/bolt";
import type { Delivery } from "./inbox.ts";

export type Unanswered = {
  /** The app as a receiver sees it: each delivery is counted until it was answered, or its listeners have ended. */
  before(app: App): App;
  /** Resolves when Slack waits for no answer, or when it has stopped waiting. */
  none(withinMs: number): Promise<void>;
};

/** Socket Mode answers over the line an envelope came on: a line closed before that loses the answer. */
export function createUnanswered(): Unanswered {
  const waiting = new Set<object>();
  let whenNone = () => {};

  function answered(delivery: object): void {
    if (waiting.delete(delivery) && waiting.size === 0) whenNone();
  }

  function before(app: App): App {
    const processEvent = (delivery: Delivery): Promise<void> => {
      waiting.add(delivery);
      const ack: Delivery["ack"] = (answer) => delivery.ack(answer).finally(() => answered(delivery));
      return app.processEvent({ ...delivery, ack }).finally(() => answered(delivery));
    };
    return Object.assign(Object.create(app), { processEvent });
  }

  async function none(withinMs: number): Promise<void> {
    if (waiting.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      whenNone = resolve;
      timer = setTimeout(resolve, withinMs);
    });
    clearTimeout(timer);
  }

  return { before, none };
}
