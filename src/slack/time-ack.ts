import type { DeliveryKind, Metrics } from "../app/ports/metrics.ts";
import type { Delivery } from "./inbox.ts";

/** Hands the delivery on and measures how long Slack waits for its ack. */
export async function timeAck(
  delivery: Delivery,
  metrics: Pick<Metrics, "acked" | "notAcked">,
  handOn: (delivery: Delivery) => Promise<void>,
): Promise<void> {
  const receivedAt = performance.now();
  const kind = kindOf(delivery.body);
  let isAcked = false;
  const timed: Delivery = {
    ...delivery,
    async ack(answer) {
      await delivery.ack(answer);
      if (!isAcked) metrics.acked(kind, performance.now() - receivedAt);
      isAcked = true;
    },
  };
  await handOn(timed).finally(() => {
    if (!isAcked) metrics.notAcked(kind);
  });
}

const KINDS: Readonly<Record<string, DeliveryKind>> = {
  block_actions: "action",
  block_suggestion: "options",
  event_callback: "event",
  message_action: "shortcut",
  shortcut: "shortcut",
  view_closed: "view",
  view_submission: "view",
};

/** https://docs.slack.dev/interactivity/handling-user-interaction#payload_types */
export function kindOf(body: Delivery["body"]): DeliveryKind {
  if (typeof body.command === "string") return "command";
  return KINDS[String(body.type)] ?? "other";
}
