import { createHmac, randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import type { Cipher } from "./encryption.ts";
import type { Schema } from "./schema.ts";

/** Number (E.164) to the keyed hash it is looked up by. */
export type NumberKey = (number: string) => string;

/**
 * Creates the team's row and reads its secret. The secret lives in the database, sealed, rather than being derived from
 * the encryption key, so that replacing that key does not make two tickets of one number look like two numbers.
 */
export async function openNumberKeys(db: Kysely<Schema>, teamId: string, cipher: Cipher): Promise<NumberKey> {
  const fresh = cipher.seal(randomBytes(32).toString("base64"), teamId);
  await db
    .insertInto("teams")
    .values({ id: teamId, number_secret: fresh.bytes, number_secret_key_id: fresh.keyId })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
  const row = await db.selectFrom("teams").selectAll().where("id", "=", teamId).executeTakeFirstOrThrow();
  const secret = cipher.open({ bytes: row.number_secret, keyId: row.number_secret_key_id }, teamId);
  return (number) => createHmac("sha256", secret).update(number).digest("base64url");
}
