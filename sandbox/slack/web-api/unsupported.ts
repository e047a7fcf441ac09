import { placedElements } from "../block-kit/elements-of.ts";
import { asObjects, type JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import { complain } from "./method.ts";

const NOT_BUILT = ["external_select", "multi_external_select", "file_input", "rich_text_input", "workflow_button"];

/** Says in red what Slack takes and this workspace cannot play: better loud than half-working. */
export function tellUnsupported(
  local: Local,
  blocks: readonly JsonObject[],
  attachments: readonly JsonObject[] = [],
): void {
  const types = placedElements(blocks).map(({ element }) => String(element.type));
  const found = [...new Set(types.filter((type) => NOT_BUILT.includes(type)))];
  if (found.length > 0) complain(local, `The local workspace cannot play: ${found.join(", ")}`);
  const inAttachments = attachments.flatMap((one) => placedElements(asObjects(one.blocks)));
  if (inAttachments.length > 0) complain(local, "The local workspace cannot play elements inside attachments");
}
