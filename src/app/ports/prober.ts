import type { Evidence } from "../../domain/evidence.ts";

export type Probed = {
  evidence: readonly Evidence[];
  wabaId?: string;
  phoneNumberId?: string;
  /** True when the answer came from the cache of the last minute. */
  cached: boolean;
};

/** Reads everything a provider tells about one number. Never throws: what failed is `unread` evidence. */
export type Prober = (number: string) => Promise<Probed>;
