import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "../app/errors.ts";
import { codeOf } from "./database-error.ts";
import { keyIdOf } from "./encryption.ts";
import { type Log, SILENT } from "./log.ts";

const MAKE_ONE = "openssl rand -base64 32";

/**
 * The keys from the setting (one, or several separated by commas with the newest first), or else from the key file of
 * an embedded database, which is made when it is not there.
 */
export function loadEncryptionKey(options: {
  encryptionKey?: string | undefined;
  dataDir: string;
  log?: Log;
}): readonly Buffer[] {
  const { encryptionKey, dataDir, log = SILENT } = options;
  if (encryptionKey) return parseKeys(encryptionKey, "ENCRYPTION_KEY");
  const file = keyFileIn(dataDir);
  return parseKeys(read(file) ?? create(file, log), file);
}

export function keyFileIn(dataDir: string): string {
  return join(dataDir, "encryption.key");
}

/** The key file's text as it stands, or undefined where there is none. */
export function readKeyFile(dataDir: string): string | undefined {
  return read(keyFileIn(dataDir));
}

/** Ids of the keys in a setting or a key file; they name the keys without telling anything about them. */
export function keyIdsOf(text: string, from: string): readonly string[] {
  return parseKeys(text, from).map(keyIdOf);
}

function parseKeys(text: string, from: string): readonly Buffer[] {
  const keys = text.split(",").map((part) => decode(part.trim()));
  if (keys.every((key) => key.length === 32)) return keys;
  throw new ConfigError([`${from} must hold 32 bytes as base64 or 64 hexadecimal digits. Make one with: ${MAKE_ONE}`]);
}

function decode(text: string): Buffer {
  return Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? "hex" : "base64");
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Two starts at once must not each keep a key of their own: `link` lets only one of them through. */
function create(file: string, log: Log): string {
  mkdirSync(join(file, ".."), { recursive: true, mode: 0o700 });
  const text = `${randomBytes(32).toString("base64")}\n`;
  const draft = `${file}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, text, { mode: 0o600, flag: "wx" });
  try {
    linkSync(draft, file);
    log.warn({ file }, "made an encryption key; keep a copy of this file with your backups, stored API keys need it");
    return text;
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    return readFileSync(file, "utf8");
  } finally {
    rmSync(draft);
  }
}
