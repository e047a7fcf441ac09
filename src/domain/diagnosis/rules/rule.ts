import type { Evidence } from "../../evidence.ts";
import type { Instant } from "../../time.ts";
import type { Finding } from "../finding.ts";

/** A finding with the observation it rests on: confidence and age are judged by the evidence, not by the finding. */
export type Concluded = { finding: Finding; from: Evidence };

/** A small pure function; one that lacks its facts concludes nothing. */
export type Rule = (evidence: readonly Evidence[], now: Instant) => readonly Concluded[];
