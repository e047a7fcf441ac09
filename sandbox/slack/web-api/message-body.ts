import type { Surface } from "../block-kit/blocks.ts";
import { normaliseBlocks } from "../block-kit/normalise.ts";
import { checkBlocks, countText, type Problem } from "../block-kit/validate.ts";
import { asObject, asObjects, type Json, type JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import type { Metadata } from "../state/state.ts";
import { type Answer, complain, fail, textArg } from "./method.ts";
import { tellUnsupported } from "./unsupported.ts";

export type MessageBody = {
  text: string;
  blocks?: JsonObject[];
  attachments?: JsonObject[];
  metadata?: Metadata;
};

/** "sentence [json-pointer:/where]" */
export function sayProblem({ message, pointer }: Problem): string {
  return `${message} [json-pointer:${pointer}]`;
}

// The shape of the answer: adobe/spacecat-api-service#176.
function invalidBlocks(problems: readonly Problem[]): Answer {
  const errors = problems.map(sayProblem);
  return fail("invalid_blocks", { errors, response_metadata: { messages: errors.map((one) => `[ERROR] ${one}`) } });
}

// Conservative: 9 597 characters were accepted, 11 341 rejected. [unverified edge] slackapi/bolt-js#2867 #2509
const MOST_TEXT_IN_BLOCKS = 10_000;

/** Blocks of a message, or the refusal. `checkSum` is off for response_url, where Slack does not count. */
export function readBlocks(
  value: Json | undefined,
  { checkSum = true, surface = "message" as Surface } = {},
): JsonObject[] | Answer {
  if (!Array.isArray(value)) return fail("invalid_blocks_format");
  const problems = checkBlocks(value, surface);
  if (problems.length > 0) return invalidBlocks(problems);
  if (checkSum && countText(value) > MOST_TEXT_IN_BLOCKS) return fail("msg_blocks_too_long");
  return normaliseBlocks(asObjects(value));
}

const isScalar = (value: Json | undefined): boolean => ["string", "number", "boolean"].includes(typeof value);
const isFlatObject = (value: Json | undefined): boolean => {
  const object = asObject(value);
  return object !== undefined && Object.values(object).every(isScalar);
};

// Values are scalars, flat objects or lists of flat objects. https://docs.slack.dev/messaging/message-metadata
function isAllowedValue(value: Json | undefined): boolean {
  return isScalar(value) || isFlatObject(value) || (Array.isArray(value) && value.every(isFlatObject));
}

// Documented to exist, not how large it is. [unverified size]
const MOST_METADATA_BYTES = 8 * 1024;

/** Metadata to keep, the refusal, or null for `{}`, which clears what was there. */
export function readMetadata(value: Json | undefined): Metadata | Answer | null {
  const metadata = asObject(value);
  if (!metadata) return fail("invalid_metadata_format");
  if (Object.keys(metadata).length === 0) return null;
  const payload = asObject(metadata.event_payload);
  if (typeof metadata.event_type !== "string" || !payload) return fail("invalid_metadata_format");
  if (!Object.values(payload).every(isAllowedValue)) return fail("invalid_metadata_format");
  if (Buffer.byteLength(JSON.stringify(metadata)) > MOST_METADATA_BYTES) return fail("metadata_too_large");
  return { event_type: metadata.event_type, event_payload: payload };
}

export function isAnswer(value: object): value is Answer {
  return "ok" in value;
}

const LONG_TEXT = 4000;
const LONGEST_TEXT = 40_000;

/** What postMessage and postEphemeral take; `hasContent` tells whether there is anything to post. */
export function readBody(local: Local, args: JsonObject): MessageBody | Answer {
  const body: MessageBody = { text: (textArg(args, "text") ?? "").slice(0, LONGEST_TEXT) };
  if (args.blocks !== undefined) {
    const blocks = readBlocks(args.blocks);
    if (isAnswer(blocks)) return blocks;
    if (blocks.length > 0) body.blocks = blocks;
  }
  if (args.attachments !== undefined) {
    if (!Array.isArray(args.attachments)) return fail("invalid_attachments");
    if (args.attachments.length > 0) body.attachments = asObjects(args.attachments);
  }
  if (args.metadata !== undefined) {
    const metadata = readMetadata(args.metadata);
    if (metadata && isAnswer(metadata)) return metadata;
    if (metadata) body.metadata = metadata;
  }
  if (body.text === "" && !body.blocks && !body.attachments) return fail("no_text");
  tellUnsupported(local, body.blocks ?? [], body.attachments);
  if (body.text.length > LONG_TEXT) {
    local.journal.add({ kind: "note", title: `A text of ${body.text.length} characters: Slack advises at most 4 000` });
  }
  if (body.blocks && body.text === "") {
    complain(local, "Blocks without a text: notifications and screen readers have nothing to say");
  }
  return body;
}
