import type { Evidence } from "../evidence.ts";
import type { Provider } from "../provider.ts";
import type { SecretKind } from "../secret-kind.ts";
import type { Instant } from "../time.ts";

/** What a pasted text says, before any judgement. */
export type Recognition = {
  /** Whose error format it is; `none` when nothing in the text belongs to the WhatsApp Business Platform. */
  provider: Provider | "none";
  /** Errors, health, account events and signs, in the order of the text. */
  evidence: readonly Evidence[];
  /** The sending business number, E.164. Recipients are never here. */
  number?: string;
  wabaId?: string;
  phoneNumberId?: string;
  messageId?: string;
  fbtraceId?: string;
  observedAt?: Instant;
  /** Whether the text is about WhatsApp or a provider of it at all. */
  isOurs: boolean;
  secrets: readonly SecretKind[];
  redactedText: string;
};
