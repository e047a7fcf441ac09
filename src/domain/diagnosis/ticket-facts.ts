import type { Evidence } from "../evidence.ts";
import type { TicketFacts } from "../ticket/facts.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Finding } from "./finding.ts";
import { isRefusal } from "./kinds.ts";

/** What the table of paths needs to know, as far as this diagnosis knows it; the rest keeps its default. */
export function factsOf(
  diagnosis: Pick<Diagnosis, "provider" | "codes" | "scope" | "endsAt" | "findings">,
  evidence: readonly Evidence[],
): Partial<TicketFacts> {
  const { findings: standing } = diagnosis;
  const has = (...kinds: readonly Finding["kind"][]) => standing.some((finding) => kinds.includes(finding.kind));
  const isLocked = standing.some(isRefusal) || has("technical_block", "banned");
  return {
    ...(diagnosis.provider === "none" ? {} : { provider: diagnosis.provider }),
    codes: diagnosis.codes,
    ...(isLocked ? { lockCode: "yes" } : {}),
    pinCode: has("pin_refused", "pin_in_details"),
    registerWait: registerWait(standing, diagnosis),
    reverification: standing.some(isReverification),
    paymentCode: has("payment_blocked"),
    technicalCode: has("technical_block"),
    ...(has("banned", "disable_scheduled") ? { banned: "yes" } : {}),
    restriction: restriction(standing),
    offboarded: has("coexistence_dropped"),
    accessLost: has("access_lost", "access_removed") && !isLocked,
    compromised: has("compromise_suspected"),
    profileUnreadable: has("profile_unreadable"),
    providerGenericOnly:
      has("provider_generic_failure") && !diagnosis.codes.some(({ namespace }) => namespace === "meta"),
    scope: diagnosis.scope,
    ...answers(evidence),
  };
}

function registerWait(
  standing: readonly Finding[],
  { endsAt }: Pick<Diagnosis, "endsAt">,
): TicketFacts["registerWait"] {
  const waits = standing.some(
    (finding) => finding.kind === "register_wait" || (finding.kind === "pin_refused" && finding.code.code !== 133005),
  );
  return waits ? { until: standing.some((finding) => finding.kind === "register_wait") ? endsAt : null } : null;
}

function isReverification(finding: Finding): boolean {
  if (finding.kind !== "not_registered") return false;
  return finding.code?.code === 133006 || finding.status === "REVERIFICATION_NEEDED";
}

/** Only what stops sending now; a restriction past its end has to be looked at again, not waited for. */
function restriction(standing: readonly Finding[]): TicketFacts["restriction"] {
  const active = standing.filter(
    (finding) => finding.kind === "restricted_until" && finding.stopsSending && !finding.hasEnded,
  );
  const ends = active.flatMap((finding) =>
    finding.kind === "restricted_until" && finding.endsAt !== undefined ? [finding.endsAt] : [],
  );
  if (active.length > 0) return { endsAt: ends.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? null };
  const byCode = standing.some((finding) => finding.kind === "restricted_by_code");
  return byCode && !standing.some(isRefusal) ? { endsAt: null } : null;
}

function answers(evidence: readonly Evidence[]): Partial<TicketFacts> {
  const facts: Partial<TicketFacts> = {};
  // The last answer counts; one without a time goes before those with one.
  for (const item of [...evidence].sort((a, b) => time(a) - time(b))) {
    if (item.kind === "answer_support_home") facts.supportHome = item.value;
    if (item.kind === "answer_recent_changes") facts.recentChanges = item.value;
    if (item.kind === "answer_incoming") facts.incoming = item.value;
    if (item.kind === "sign" && item.sign === "inbound_silent") facts.incoming ??= "stopped";
  }
  return facts;
}

function time({ at }: Evidence): number {
  return at === undefined ? 0 : Date.parse(at);
}
