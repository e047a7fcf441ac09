type Write = (fields: Record<string, unknown>, message: string) => void;

/** The part of a pino logger the jobs use. */
export type Log = { warn: Write; error: Write };

export const SILENT: Log = { warn() {}, error() {} };
