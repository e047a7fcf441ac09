import { encodeForMeta } from "../../webhooks/meta.ts";
import { type About, delivered, failed, UNPAID } from "../notices.ts";
import { PAYMENT } from "../refusals.ts";
import { fromMeta, type Story } from "./story.ts";

const unpaidSends = (about: About) => failed(about, UNPAID, 2);

/** No notice tells of a payment problem: it shows in failed messages and in health. */
export const PAYMENT_BLOCK: Story = {
  id: "payment",
  number: "+15550100022",
  title: "A payment block",
  stages: [
    { id: "healthy", title: "Healthy", youSee: "Everything is AVAILABLE: not locked, likely.", next: ["blocked"] },
    {
      id: "blocked",
      title: "Card missing",
      youSee: "141006 on the account, and sends fail with 131042: blocked by the payment, and not a lock.",
      next: ["settled"],
      health: {
        account: {
          can: "BLOCKED",
          errors: [
            [
              141006,
              "There is an error with the payment method. This will block business initiated conversations.",
              "There was an error with your payment method. Please add a new payment method to the account.",
            ],
          ],
        },
      },
      account: { primary_funding_id: undefined },
      send: PAYMENT,
      notices: (about) => [fromMeta(unpaidSends(about))],
      paste: (about) => encodeForMeta(unpaidSends(about)),
    },
    {
      id: "settled",
      title: "Settled",
      youSee: "The account is AVAILABLE again, and the next message is delivered.",
      next: ["blocked"],
      notices: (about) => [fromMeta(delivered(about))],
      paste: (about) => encodeForMeta(delivered(about)),
    },
  ],
};
