/** What people paste beside a scenario number, in the shapes the providers send. All ids are invented. */

type Failed = { number: string; code: number; title: string; details: string };

/** Meta's status webhook of a message that failed, with the sending number in it. */
export function pasteFailedStatus({ number, code, title, details }: Failed): string {
  const serial = number.slice(-3);
  const status = {
    id: `wamid.SANDBOX${serial}`,
    status: "failed",
    timestamp: "1795305600",
    recipient_id: "15550177001",
    errors: [{ code, title, message: title, error_data: { details } }],
  };
  const metadata = { display_phone_number: number.slice(1), phone_number_id: `700600000000${serial}` };
  return pasteWebhook(number, "messages", { messaging_product: "whatsapp", metadata, statuses: [status] });
}

/** Meta's notice of a restriction; its end is far enough away for any demonstration. */
export function pasteRestriction(number: string): string {
  const restriction_info = [{ restriction_type: "RESTRICTED_BIZ_INITIATED_MESSAGING", expiration: 1924905600 }];
  return pasteWebhook(number, "account_update", { event: "ACCOUNT_RESTRICTION", restriction_info });
}

function pasteWebhook(number: string, field: string, value: object): string {
  const id = `700500000000${number.slice(-3)}`;
  return JSON.stringify({ object: "whatsapp_business_account", entry: [{ id, changes: [{ field, value }] }] });
}

/** Vonage's status callback of a message that was rejected, with Meta's code in the detail. */
export function pasteVonageRejected(number: string): string {
  return JSON.stringify({
    message_uuid: "5a1c9d3e-7b24-4f60-9a8e-0c2d4e6f8a10",
    channel: "whatsapp",
    to: "15550177001",
    from: number.slice(1),
    timestamp: "2026-11-22T00:00:00Z",
    status: "rejected",
    error: {
      type: "https://developer.vonage.com/api-errors/messages#1330",
      title: "1330",
      detail: "Unknown error: provider code 131031, Business Account locked",
    },
  });
}
