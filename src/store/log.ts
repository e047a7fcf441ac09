type Write = (fields: Record<string, unknown>, message: string) => void;

/** The part of a pino logger the store uses. */
export type Log = { info: Write; warn: Write; error: Write };

export const SILENT: Log = { info() {}, warn() {}, error() {} };
