import { type DestinationStream, type Logger, type LoggerOptions, pino } from "pino";
import { safeError, safeFields } from "./safe-error.ts";
import { safeText } from "./safe-text.ts";

type Options = {
  level: string;
  /** Of the request at hand. */
  requestId: () => string | undefined;
  /** Where lines go instead of standard output. */
  to?: DestinationStream | undefined;
};

/** JSON lines with ids and states. What somebody wrote has no way in, at any level. */
export function createLog({ level, requestId, to }: Options): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    mixin() {
      const request = requestId();
      return request === undefined ? {} : { request };
    },
    formatters: { log: safeFields },
    // `formatters` has made a plain object of it, which pino's own serialiser would take for an error.
    serializers: { err: (err: unknown) => err },
    hooks: {
      logMethod([first, ...others]: readonly unknown[], write) {
        if (typeof first === "string") return write.call(this, safeText(first));
        const fields = first instanceof Error ? { err: safeError(first) } : first;
        write.call(this, fields, safeText(String(others[0] ?? "")));
      },
    },
  };
  return to === undefined ? pino(options) : pino(options, to);
}
