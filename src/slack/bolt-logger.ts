import { type Logger, LogLevel } from "@slack/bolt";

export type Log = {
  debug(fields: object, msg: string): void;
  info(fields: object, msg: string): void;
  warn(fields: object, msg: string): void;
  error(fields: object, msg: string): void;
};

/** Bolt and its clients print whole payloads at DEBUG, so that level is dropped and objects are cut to their message. */
export function boltLogger(log: Log): Logger {
  const line = (parts: readonly unknown[]) =>
    parts
      .map((part) => (part instanceof Error ? part.message : typeof part === "string" ? part : "[object]"))
      .join(" ");
  return {
    debug: () => {},
    info: (...parts) => log.debug({}, line(parts)),
    warn: (...parts) => log.warn({}, line(parts)),
    error: (...parts) => log.error({}, line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
