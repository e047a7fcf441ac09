import type { StoredDiagnosis } from "../app/ports/store.ts";
import type { SecretKind } from "../domain/redaction.ts";
import type { Surface } from "./surface.ts";
import type { BuiltMessage } from "./views/blocks.ts";
import { buildDiagnosisMessage } from "./views/diagnosis-message.ts";

type Shown = { isPrivate: boolean; secrets: readonly SecretKind[] };

/** A stored diagnosis as the message people see; only a private one offers to be shared. */
export function diagnosisMessage(
  { probesMissing }: Pick<Surface, "probesMissing">,
  { id, number, diagnosis, at }: StoredDiagnosis,
  { isPrivate, secrets }: Shown,
): BuiltMessage {
  return buildDiagnosisMessage({
    id,
    number,
    diagnosis,
    secretsFound: secrets,
    probesMissing,
    probedAt: at,
    canShare: isPrivate,
  });
}
