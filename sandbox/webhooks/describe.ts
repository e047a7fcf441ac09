import { asObject, asObjects, asText, type JsonObject } from "../slack/json.ts";

/** A Meta payload in a few words: its fields, with the event or the codes in them. */
export function describeMeta(payload: unknown): string {
  const changes = asObjects(asObject(payload)?.entry).flatMap((entry) => asObjects(entry.changes));
  return changes.map(describeChange).join(", ") || "something";
}

function describeChange({ field, value }: JsonObject): string {
  const about = asObject(value) ?? {};
  const statuses = asObjects(about.statuses).map(({ status, errors }) =>
    [status, ...asObjects(errors).map(({ code }) => code)].join(" "),
  );
  const said =
    asText(about.event) ?? asText(about.decision) ?? (asObjects(about.messages).length > 0 ? "incoming" : "");
  return [asText(field), said, ...statuses].filter(Boolean).join(" ");
}

/** A Vonage callback: its status and its code, or the event it relays. */
export function describeVonage(payload: unknown): string {
  const { status, error, whatsapp } = asObject(payload) ?? {};
  const relayed = asObject(asObject(whatsapp)?.value)?.event;
  const code = /#(\d+)$/.exec(asText(asObject(error)?.type) ?? "")?.[1];
  return [asText(status), code, asText(relayed)].filter(Boolean).join(" ") || "something";
}
