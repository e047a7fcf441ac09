import type { Diagnosis } from "../../domain/diagnosis/diagnosis.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Pace } from "../../domain/pace.ts";
import type { TicketEvent } from "../../domain/ticket/command.ts";
import type { Ticket, UserId } from "../../domain/ticket/ticket.ts";
import type { Instant } from "../../domain/time.ts";

/** Personal text of a ticket; kept apart from ids and enums so that retention can erase it alone. */
export type TicketText = {
  numbers: readonly string[]; // E.164
  /** Pasted errors, secrets already redacted; the newest last. */
  errors: readonly { text: string; by: UserId; at: Instant }[];
  accountReference: string | null; // free text for providers other than Vonage
  wabaId: string | null;
  phoneNumberId: string | null;
  customer: string | null;
  metaAdmin: string | null;
  providerCase: string | null;
  metaCase: string | null;
  /** Reasons of skips, resolutions and reopenings: key is the step id, `resolve` or `reopen`. */
  reasons: Readonly<Record<string, string>>;
};

export type TicketRecord = {
  ticket: Ticket;
  text: TicketText;
  firstSeenAt: Instant;
  /** Last four characters of the API key, for the card. */
  apiKeyLastFour: string | null;
  diagnosis: Diagnosis;
  evidence: readonly Evidence[];
};

export type NewTicket = Omit<TicketRecord, "ticket" | "apiKeyLastFour"> & {
  ticket: Omit<Ticket, "ref">;
  /** Encrypted by the store before it is written. */
  apiKey: string | null;
  /** Key of the modal that filed it; filing the same one again returns the same ticket. */
  viewId: string;
};

export type FileResult =
  | { filed: "new" | "again"; record: TicketRecord }
  /** Numbers that are in an open ticket already, each with its ref. */
  | { filed: "duplicate"; open: readonly { number: string; ref: string; ticketId: string }[] };

export interface TicketStore {
  /** Inserts the ticket, its numbers, steps and the `filed` event, and the notice rows are the caller's next call. */
  file(ticket: NewTicket): Promise<FileResult>;
  /** `lock` holds the row until the end of the transaction (a no-op outside one). */
  load(key: { ref: string } | { id: string }, options?: { lock?: boolean }): Promise<TicketRecord | undefined>;
  findOpenByNumber(number: string): Promise<TicketRecord | undefined>;
  list(filter: {
    requester?: UserId;
    assignee?: UserId;
    open?: boolean;
    limit: number;
  }): Promise<readonly TicketRecord[]>;
  /** Compare-and-set on `revision - 1`; throws StoreConflictError when somebody saved first. */
  save(record: TicketRecord, events: readonly TicketEvent[]): Promise<void>;
  /** The whole API key, for *Copy provider request*; writes the audit event in the same statement. */
  revealApiKey(ticketId: string, by: UserId, at: Instant): Promise<string | null>;
  events(ticketId: string): Promise<readonly TicketEvent[]>;
}

export type StoredDiagnosis = {
  id: string;
  number: string | null;
  evidence: readonly Evidence[];
  diagnosis: Diagnosis;
  redactedText: string;
  ids: { wabaId?: string; phoneNumberId?: string; messageId?: string; fbtraceId?: string };
  by: UserId;
  at: Instant;
};

export interface DiagnosisStore {
  save(diagnosis: StoredDiagnosis): Promise<void>;
  load(id: string): Promise<StoredDiagnosis | undefined>;
  latestFor(number: string): Promise<StoredDiagnosis | undefined>;
}

/** `answer`: the diagnosis a mention asked for. `trouble`: that Slack refuses a ticket's messages, to who has the ticket. */
export type NoticeKind = "card" | "checklist" | "notice" | "answer" | "trouble";
export type NoticeState = "pending" | "sending" | "sent" | "unknown" | "refused";
/** Slack counts new messages of a channel and updates apart. */
export type Calls = "post" | "update";

export type Notice = {
  /** Also our id in the message's metadata. */
  id: string;
  ticketId: string | null;
  kind: NoticeKind;
  /** Of a `trouble` the person, until Slack has answered with the direct message. */
  channel: string;
  /** The notice whose message is the thread's parent. */
  parentId: string | null;
  /** The message of somebody else that is the thread's parent. */
  threadTs: string | null;
  /**
   * What a `notice` (a line in the thread) says, which diagnosis an `answer` shows, why a `trouble` is one (null: no
   * longer); the rest is rendered from the ticket.
   */
  body: { says?: string; diagnosis?: string; because?: string | null } | null;
  wantedRevision: number;
  /** Since when Slack shows less than is wanted. */
  wantedAt: Instant;
  sentRevision: number;
  ts: string | null;
  state: NoticeState;
  refusedBecause: string | null;
};

export type NewNotice = Omit<Notice, "wantedAt" | "sentRevision" | "ts" | "state" | "refusedBecause">;

export type Sent = {
  ts: string;
  channel: string;
  revision: number;
  /** The earliest time of its next update. */
  notBefore: Instant;
  /** How many other messages of the ticket it said are still to come. */
  pendingShown: number;
};

export type NotSent = {
  state: "pending" | "unknown" | "refused";
  because: string;
  notBefore?: Instant;
  /** Where it was found all the same. */
  ts?: string;
};

export interface NoticeStore {
  add(notices: readonly NewNotice[]): Promise<void>;
  /** Raises the wanted revision of the ticket's card and checklist. */
  want(ticketId: string, revision: number): Promise<void>;
  /**
   * Takes up to `limit` notices with wanted > sent, no live lease and (for replies) a sent parent, as many as the pace
   * of their channel allows now; who waits longest is first.
   */
  lease(options: {
    holder: string;
    now: Instant;
    leaseMs: number;
    limit: number;
    paces: Readonly<Record<Calls, Pace>>;
  }): Promise<readonly Notice[]>;
  /** Starts the holder's lease anew; false when it has another holder by now. */
  renew(id: string, holder: string, until: Instant): Promise<boolean>;
  /**
   * The `ts` of the one message that stands for it, which is another process's when that one was recorded first: then
   * the caller's is one too many. Who lost the lease may have overwritten a newer revision, so that is sent once more.
   * `lagMs` is from when it was wanted, once there is no more to show.
   */
  recordSent(id: string, holder: string, sent: Sent): Promise<{ ts: string; lagMs?: number } | undefined>;
  recordFailed(id: string, holder: string, failed: NotSent): Promise<void>;
  /** Nothing more of this kind goes to the channel before `until`: Slack said so. */
  hold(channel: string, calls: Calls, until: Instant): Promise<void>;
  /** When Slack takes all of a channel's messages again, if it holds any back. */
  heldUntil(channel: string, now: Instant): Promise<Instant | undefined>;
  /** How many other messages of the ticket have waited for longer than a few seconds. */
  countLate(ticketId: string, besides: string): Promise<number>;
  /** What was refused gets another try: of one channel, or all. Answers how many. */
  retryRefused(channel?: string): Promise<number>;
  /** One refused message of each channel gets another try; where it is taken, the others follow. Answers how many. */
  probeRefused(): Promise<number>;
  load(id: string): Promise<Notice | undefined>;
  forTicket(ticketId: string): Promise<readonly Notice[]>;
  /** Adds it, or shows the new body in its place. */
  replace(notice: NewNotice): Promise<void>;
}

export interface DraftStore {
  /** What somebody typed into a modal, redacted, kept until it is filed or a day old. */
  save(draft: { id: string; by: UserId; at: Instant; form: unknown }): Promise<void>;
  load(id: string): Promise<{ id: string; by: UserId; at: Instant; form: unknown } | undefined>;
}

export interface DeliveryStore {
  /** Remembers a request that is taken on; false when it was before, by whichever process. */
  takeOn(key: string, at: Instant): Promise<boolean>;
  /** It came to nothing: the next one may try again. */
  giveUp(key: string): Promise<void>;
  /** Takes on work that has to be finished, by this process until `until`; false when it came before. */
  keep(key: string, delivery: { work: string; at: Instant; until: Instant }): Promise<boolean>;
  /** Nothing is left to do; the work is erased, its key stays. */
  finish(key: string): Promise<void>;
  /** Work whose process went away, oldest first, each now the caller's. `tries` counts this one. */
  takeUp(options: { now: Instant; until: Instant; limit: number }): Promise<readonly Unfinished[]>;
  /** What a request was answered, for the same request again. */
  recordAnswer(key: string, answer: string): Promise<void>;
  answerTo(key: string): Promise<string | undefined>;
}

export type Unfinished = { key: string; work: string; tries: number };

export type JobPayloads = {
  /** A step's timer is due: nudge in the thread. */
  step_due: { ticketId: string; step: string; nth: number };
  /** A tick that a live reading can prove: read the numbers and say whether it agrees. */
  verify_step: { ticketId: string; step: string; version: number };
  /** Erase drafts, delivery keys and personal data that are too old. */
  purge: Record<string, never>;
};
export type JobName = keyof JobPayloads;

export interface JobQueue {
  enqueue<N extends JobName>(
    name: N,
    payload: JobPayloads[N],
    options?: { startAt?: Instant; key?: string },
  ): Promise<void>;
}

/** What a transaction hands over; inside one, nothing else may be used. */
export type Stores = {
  tickets: TicketStore;
  diagnoses: DiagnosisStore;
  notices: NoticeStore;
  drafts: DraftStore;
  deliveries: DeliveryStore;
  jobs: JobQueue;
};

/** One transaction for state, audit and jobs. Nothing calls Slack or a provider inside it. */
export type Transact = <T>(work: (tx: Stores) => Promise<T>) => Promise<T>;

export interface Store extends Stores {
  transact: Transact;
  /** A liveness query; rejects when the database does not answer. */
  ping(): Promise<void>;
}
