import type { Instant } from "../domain/time.ts";
import type { StoreContext } from "./context.ts";
import { toJson } from "./json.ts";

/** One statement reads the key and writes who saw it: neither happens without the other. */
export async function revealApiKey(
  { db, teamId, cipher }: StoreContext,
  ticketId: string,
  by: string,
  at: Instant,
): Promise<string | null> {
  const event = toJson({ type: "api_key_revealed", by, at });
  const row = await db
    .with("key", (query) =>
      query
        .selectFrom("personal_texts")
        .select(["owner_id", "api_key", "api_key_key_id"])
        .where("team_id", "=", teamId)
        .where("owner_id", "=", ticketId)
        .where("api_key", "is not", null),
    )
    .with("audit", (query) =>
      query
        .insertInto("ticket_events")
        .columns(["ticket_id", "type", "event", "at"])
        .expression((insert) =>
          insert
            .selectFrom("key")
            .select((value) => [
              "key.owner_id",
              value.cast<string>(value.val("api_key_revealed"), "text").as("type"),
              value.cast<string>(value.val(event), "jsonb").as("event"),
              value.cast<string>(value.val(at), "timestamptz").as("at"),
            ]),
        ),
    )
    .selectFrom("key")
    .select(["api_key", "api_key_key_id"])
    .executeTakeFirst();
  if (!row?.api_key || row.api_key_key_id === null) return null;
  return cipher.open({ bytes: row.api_key, keyId: row.api_key_key_id }, ticketId);
}
