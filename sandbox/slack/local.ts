import type { Clock } from "./clock.ts";
import type { Deliver } from "./delivery/deliver.ts";
import type { Faults } from "./faults.ts";
import type { Journal } from "./journal.ts";
import type { Manifest } from "./manifest.ts";
import type { State } from "./state/state.ts";

export type Settings = {
  mode: "socket" | "http";
  requestUrl: string | undefined;
  signingSecret: string;
  botToken: string;
  appToken: string;
  /** Rate limits as on the real Slack; off by default, so that tests need not wait. */
  rate: boolean;
  /** What a distributed app outside the Marketplace gets: one page of history a minute, 15 messages long. */
  nonMarketplace: boolean;
  /** Set while the bot's token is taken away: every call is refused with this word. */
  revoked: string | undefined;
};

/** What the parts of the workspace share. `state` is replaced as a whole by reset and restore. */
export type Local = {
  state: State;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly manifest: Manifest;
  readonly settings: Settings;
  readonly faults: Faults;
  readonly deliver: Deliver;
  /** `http://127.0.0.1:<port>` */
  baseUrl(): string;
  /** Tells the pages that something changed. */
  changed(): void;
  /** Work that goes on after the call that caused it; `idle` waits for it. */
  later(work: Promise<unknown>): void;
};
