/** What Meta and Vonage tell about a number, unasked, in their shapes. All ids and people are invented. */

export type About = {
  /** E.164 */
  number: string;
  accountId: string;
  phoneNumberId: string;
  /** Seconds since 1970. */
  at: number;
};

export type Failure = { code: number; title: string; details: string };

export const LOCK: Failure = {
  code: 131031,
  title: "Business Account locked",
  details: "Business account has been locked.",
};
export const UNPAID: Failure = {
  code: 131042,
  title: "Business eligibility payment issue",
  details: "Failed to send message because there were one or more errors related to your payment method.",
};

const CODES = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/";
const CUSTOMERS = ["15550177001", "15550177002", "15550177003"] as const;

type Change = { value: object; field: string };

/** Deliveries about messages carry no time of their own. */
function deliver({ accountId: id, at }: About, ...changes: readonly Change[]): object {
  const time = changes.every(({ field }) => field === "messages") ? {} : { time: at };
  return { object: "whatsapp_business_account", entry: [{ id, ...time, changes }] };
}

export function accountUpdate(about: About, value: object): object {
  return deliver(about, { value, field: "account_update" });
}

/** `types` end after so many days; `expiration` is in seconds. */
export function restriction(about: About, types: readonly string[], days: number): object {
  const expiration = about.at + days * 24 * 3600;
  const restriction_info = types.map((restriction_type) => ({ restriction_type, expiration }));
  return accountUpdate(about, { event: "ACCOUNT_RESTRICTION", restriction_info });
}

/** The state decides: the same event tells of a ban and of its end. Meta writes the date as people do. */
export function banUpdate(about: About, state: "DISABLE" | "SCHEDULE_FOR_DISABLE" | "REINSTATE"): object {
  const style = { month: "long", day: "numeric", year: "numeric", timeZone: "UTC" } as const;
  const waba_ban_date = new Date(about.at * 1000).toLocaleDateString("en-US", style);
  return accountUpdate(about, { event: "DISABLED_UPDATE", ban_info: { waba_ban_state: state, waba_ban_date } });
}

export function reviewUpdate(about: About, decision: "APPROVED" | "REJECTED"): object {
  return deliver(about, { value: { decision }, field: "account_review_update" });
}

/** A number that was added anew. */
export function onboarded(about: About): object {
  const limit = { current_limit: "TIER_2K", max_daily_conversations_per_business: "TIER_2K" };
  const value = { display_phone_number: about.number.slice(1), event: "ONBOARDING", ...limit };
  return deliver(about, { value, field: "phone_number_quality_update" });
}

function messages(about: About, more: object): object {
  const { number, phoneNumberId: phone_number_id } = about;
  const metadata = { display_phone_number: number.slice(1), phone_number_id };
  return deliver(about, { value: { messaging_product: "whatsapp", metadata, ...more }, field: "messages" });
}

/** Messages that failed after the send was accepted, to as many customers. */
export function failed(about: About, { code, title, details }: Failure, customers = 1): object {
  const errors = [{ code, title, message: title, error_data: { details }, href: CODES }];
  const statuses = CUSTOMERS.slice(0, customers).map((recipient_id) => {
    const { id, timestamp } = message(about, recipient_id);
    return { id, status: "failed", timestamp, recipient_id, errors };
  });
  return messages(about, { statuses });
}

export function delivered(about: About): object {
  const [recipient_id] = CUSTOMERS;
  const pricing = { billable: true, pricing_model: "PMP", category: "utility" };
  const { id, timestamp } = message(about, recipient_id);
  return messages(about, { statuses: [{ id, status: "delivered", timestamp, recipient_id, pricing }] });
}

/** A customer writes; the name is not ASCII, as names are. */
export function incoming(about: About): object {
  const [from] = CUSTOMERS;
  const contacts = [{ profile: { name: "Zoë Müller" }, wa_id: from }];
  const { id, timestamp } = message(about, `from ${from}`);
  return messages(about, {
    contacts,
    messages: [{ from, id, timestamp, text: { body: "Hello again" }, type: "text" }],
  });
}

function message({ number, at }: About, about: string): { id: string; timestamp: string } {
  const id = `wamid.${Buffer.from(`${number.slice(-3)} ${at} ${about}`).toString("base64")}`;
  return { id, timestamp: String(at) };
}

/** Where Vonage puts Meta's code is not published; the detail is one of the places it was seen in. */
export function vonageRejected(about: About): object {
  return {
    ...vonageStatus(about, "rejected"),
    error: {
      type: "https://developer.vonage.com/api-errors/messages#1330",
      title: "1330",
      detail: "Unknown error: provider code 131031, Business Account locked",
      instance: uuid(about, 2),
    },
  };
}

export function vonageDelivered(about: About): object {
  const whatsapp = { waba_id: about.accountId, recipient: { wa_id: CUSTOMERS[0] } };
  return { ...vonageStatus(about, "delivered"), usage: { currency: "EUR", price: "0" }, whatsapp };
}

function vonageStatus(about: About, status: string): object {
  const timestamp = new Date(about.at * 1000).toISOString().replace(".000", "");
  const ends = { to: CUSTOMERS[0], from: about.number.slice(1) };
  return { message_uuid: uuid(about, 1), ...ends, timestamp, channel: "whatsapp", status };
}

function uuid({ number, at }: About, nth: number): string {
  return `5a1c9d3e-7b24-4f6${nth}-9a8e-${at.toString(16).padStart(8, "0")}${number.slice(-4)}`;
}
