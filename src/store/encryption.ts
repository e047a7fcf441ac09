import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { AppError } from "../app/errors.ts";

export type Sealed = { bytes: Buffer; keyId: string };

export type Cipher = {
  /** `belongsTo` is authenticated with it: a value copied to another row does not open. */
  seal(text: string, belongsTo: string): Sealed;
  open(sealed: Sealed, belongsTo: string): string;
};

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM. The first key seals; the others still open what they sealed, while a key is being replaced. */
export function createCipher(keys: Buffer | readonly Buffer[]): Cipher {
  const list = Buffer.isBuffer(keys) ? [keys] : keys;
  const byId = new Map(list.map((key) => [keyIdOf(key), key]));
  const [current] = list;
  if (!current || list.some((key) => key.length !== 32)) throw new Error("An encryption key has 32 bytes.");

  return {
    seal(text, belongsTo) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", current, nonce).setAAD(Buffer.from(belongsTo));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return { bytes: Buffer.concat([nonce, sealed, cipher.getAuthTag()]), keyId: keyIdOf(current) };
    },
    open({ bytes, keyId }, belongsTo) {
      const key = byId.get(keyId);
      if (!key) throw cannotOpen(`It was encrypted with key ${keyId}, which is not among the keys in ENCRYPTION_KEY.`);
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(belongsTo))
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString("utf8");
      } catch {
        throw cannotOpen("The stored bytes were changed or belong to another row.");
      }
    },
  };
}

/** Names a key without telling anything about it. */
export function keyIdOf(key: Buffer): string {
  return createHash("sha256").update("locksmith key id").update(key).digest("hex").slice(0, 8);
}

function cannotOpen(why: string): AppError {
  return new AppError(`An encrypted value cannot be read. ${why}`);
}
