import { randomBytes } from "node:crypto";

const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const LETTERS = `${CAPITALS}abcdefghijklmnopqrstuvwxyz`;

function random(length: number, letters: string): string {
  return Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join("");
}

/** An id as Slack writes it: a letter that tells the kind, then capitals and digits. */
export function newId(prefix: "C" | "D" | "V" | "F" | "Ev" | "U"): string {
  return `${prefix}0${random(9, CAPITALS)}`;
}

/** Slack gives a block without a block_id a short random one. */
export function newBlockId(): string {
  return random(5, LETTERS);
}

export function newSecretPart(): string {
  return randomBytes(16).toString("hex");
}

export function newHash(now: number): string {
  return `${Math.floor(now / 1000)}.${random(8, LETTERS)}`;
}
