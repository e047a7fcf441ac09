import type { Code } from "../codes/code.ts";
import type { Evidence } from "../evidence.ts";
import type { PathId } from "../playbooks/playbook.ts";
import type { Instant } from "../time.ts";
import type { TicketFacts } from "./facts.ts";
import type { Outcome, Status, StepState, UserId } from "./ticket.ts";

/** A requested change; an absolute intention, never a toggle. */
export type Command =
  | {
      do: "set_step";
      step: string;
      to: StepTarget;
      version: number;
      by: UserId;
      lastFour?: string;
      hasReason?: boolean;
      /** A registration was tried and refused: the step is not done, and the attempt is counted. */
      failedWith?: Code | "not_noted";
    }
  | {
      do: "verify_step";
      step: string;
      agrees: boolean;
      by: UserId | "probe";
      /** The tick that was looked at; undone or made anew meanwhile, it is another one. */
      version?: number;
    }
  | { do: "take"; by: UserId }
  | { do: "set_status"; status: Exclude<Status, "resolved" | "open">; by: UserId }
  | { do: "update_facts"; facts: Partial<TicketFacts>; by: UserId }
  | { do: "add_evidence"; evidence: readonly Evidence[]; by: UserId | "probe" }
  /** `evidence` is taken back, `rest` is all that stays: what only it had said is forgotten. */
  | { do: "withdraw_evidence"; evidence: readonly Evidence[]; rest: readonly Evidence[]; by: UserId }
  | { do: "add_numbers"; lastFours: readonly string[]; by: UserId }
  | { do: "resolve"; outcome: Outcome; hasReason: boolean; by: UserId }
  | { do: "reopen"; hasReason: boolean; by: UserId };

export type StepTarget = "claimed" | "todo" | "released" | "skipped";

/** What happened, past tense; ids and enums only. */
export type TicketEvent =
  | { type: "step_changed"; step: string; from: StepState; to: StepState; by: UserId | "probe"; at: Instant }
  | { type: "step_seconded"; step: string; by: UserId; at: Instant }
  | { type: "registration_failed"; step: string; answer: string; by: UserId; at: Instant }
  | { type: "taken"; by: UserId; at: Instant }
  | { type: "status_changed"; from: Status; to: Status; by: UserId; at: Instant }
  | {
      type: "facts_updated";
      fields: readonly (keyof TicketFacts)[];
      facts: Partial<TicketFacts>;
      by: UserId;
      at: Instant;
    }
  | { type: "paths_changed"; from: readonly PathId[]; to: readonly PathId[]; at: Instant }
  | { type: "numbers_added"; lastFours: readonly string[]; by: UserId; at: Instant }
  | { type: "resolved"; outcome: Outcome; by: UserId; at: Instant }
  | { type: "reopened"; by: UserId; at: Instant };

/** Why a command was refused; the surface turns it into a sentence. */
export type Refusal =
  | { refused: "unknown_step"; step: string }
  | { refused: "not_shown"; step: string }
  | { refused: "waiting_for"; step: string; steps: readonly string[]; conditions: readonly string[] }
  | { refused: "not_released"; step: string }
  | { refused: "no_release_needed"; step: string }
  | { refused: "wrong_last_four"; step: string }
  | { refused: "second_person_needed"; step: string }
  | { refused: "attempts_used_up"; step: string }
  | { refused: "reason_needed" }
  | { refused: "too_many_numbers"; has: number; adds: number }
  | { refused: "stale"; step: string; state: StepState; by: UserId | null; at: Instant | null }
  | { refused: "not_from_here"; status: Status }
  | { refused: "not_proved"; steps: readonly string[]; onChecklist: boolean }
  | { refused: "closed" }
  /** Retention took its personal data: there is nothing left to work on. */
  | { refused: "erased" };

export type Decided = { ok: true; events: readonly TicketEvent[] } | ({ ok: false } & Refusal);
