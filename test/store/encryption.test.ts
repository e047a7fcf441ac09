import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createCipher } from "../../src/store/encryption.ts";
import { loadEncryptionKey } from "../../src/store/encryption-key.ts";

const OLD = randomBytes(32);
const NEW = randomBytes(32);

describe("the cipher", () => {
  it("opens what it sealed, and never seals the same way twice", () => {
    const cipher = createCipher(OLD);
    const one = cipher.seal("abcd1234 é", "ticket-1");
    expect(cipher.open(one, "ticket-1")).toBe("abcd1234 é");
    expect(cipher.seal("abcd1234 é", "ticket-1").bytes.equals(one.bytes)).toBe(false);
    expect(one.bytes.includes("abcd1234")).toBe(false);
  });

  it("does not open on another row, nor with a byte changed, nor with another key", () => {
    const cipher = createCipher(OLD);
    const sealed = cipher.seal("abcd1234", "ticket-1");
    expect(() => cipher.open(sealed, "ticket-2")).toThrow("belong to another row");
    for (let at = 0; at < sealed.bytes.length; at += 1) {
      const changed = Buffer.from(sealed.bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => cipher.open({ ...sealed, bytes: changed }, "ticket-1")).toThrow("cannot be read");
    }
    expect(() => createCipher(NEW).open(sealed, "ticket-1")).toThrow("not among the keys in ENCRYPTION_KEY");
  });

  it("still opens old values while the key is being replaced, and seals with the new one", () => {
    const sealed = createCipher(OLD).seal("abcd1234", "ticket-1");
    const both = createCipher([NEW, OLD]);
    expect(both.open(sealed, "ticket-1")).toBe("abcd1234");
    expect(createCipher(NEW).open(both.seal("x", "ticket-1"), "ticket-1")).toBe("x");
  });

  it("takes only keys of 32 bytes", () => {
    expect(() => createCipher([])).toThrow("32 bytes");
    expect(() => createCipher([OLD, randomBytes(16)])).toThrow("32 bytes");
  });
});

describe("the encryption key", () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), "locksmith-key-"));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it("comes from the setting, as base64 or hexadecimal, newest first", () => {
    const encryptionKey = `${NEW.toString("base64")}, ${OLD.toString("hex")}`;
    expect(loadEncryptionKey({ encryptionKey, dataDir })).toEqual([NEW, OLD]);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it.each(["short", "", "x".repeat(44)])("is refused when it is not 32 bytes, without repeating it (%j)", (text) => {
    const loading = () => loadEncryptionKey({ encryptionKey: `${NEW.toString("base64")},${text}`, dataDir });
    expect(loading).toThrow("openssl rand -base64 32");
    expect(loading).not.toThrow(NEW.toString("base64"));
  });

  it("is made once for an embedded database, readable by its owner alone, and said aloud", () => {
    const warn = vi.fn();
    const log = { info() {}, warn, error() {} };
    const key = loadEncryptionKey({ dataDir, log });
    expect(loadEncryptionKey({ dataDir, log })).toEqual(key);
    expect(readdirSync(dataDir)).toEqual(["encryption.key"]);
    expect(statSync(join(dataDir, "encryption.key")).mode & 0o777).toBe(0o600);
    expect(warn).toHaveBeenCalledTimes(1);
    const said = JSON.stringify(warn.mock.calls);
    expect(said).toContain("backups");
    expect(said).not.toContain(readFileSync(join(dataDir, "encryption.key"), "utf8").trim());
  });
});
