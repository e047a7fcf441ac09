import { setTimeout as wait } from "node:timers/promises";
import { ErrorCode, type WebClient } from "@slack/web-api";
import { checkBlocks, checkView } from "./slack/block-kit/validate.ts";
import { asObject, asObjects, asText, plain } from "./slack/json.ts";

/** Something Slack is asked to judge: the blocks of a message, or a view. */
export type Payload = { name: string; blocks: readonly object[] } | { name: string; view: object };

/** What is wrong with it, by the local workspace and by the Slack that was asked; nothing is an empty list. */
export type Verdict = { name: string; here: readonly string[]; there: readonly string[]; codes: readonly string[] };

const say = (pointer: string | undefined, message: string | undefined) => `${pointer ?? "?"}: ${message ?? "?"}`;

function judgeHere(payload: Payload): string[] {
  const problems =
    "view" in payload
      ? checkView(asObject(plain(payload.view)) ?? {})
      : checkBlocks(plain([...payload.blocks]) as never, "message");
  return problems.map(({ pointer, message }) => say(pointer, message));
}

/** What Slack said against a payload; throws when it judged nothing, for instance because of the token. */
function readRefusal(error: unknown): Pick<Verdict, "there" | "codes"> {
  const { code, data } = error as { code?: string; data?: { error?: string; errors?: unknown } };
  const word = data?.error ?? "";
  if (code !== ErrorCode.PlatformError || !/^invalid_(blocks|message|view)/.test(word)) throw error;
  const errors = asObjects(data?.errors);
  const told = errors.map((one) => say(asText(one.pointer), asText(one.message)));
  return { there: told.length > 0 ? told : [word], codes: errors.flatMap((one) => asText(one.code) ?? []) };
}

/** Asks once, and again after each time Slack asks to wait. */
async function judgeThere(client: WebClient, { name: _, ...args }: Payload): Promise<Pick<Verdict, "there" | "codes">> {
  for (;;) {
    try {
      await client.apiCall("blocks.validate", args);
      return { there: [], codes: [] };
    } catch (error) {
      const { code, retryAfter } = error as { code?: string; retryAfter?: number };
      if (code !== ErrorCode.RateLimitedError) return readRefusal(error);
      await wait((retryAfter ?? 1) * 1000);
    }
  }
}

/** Has each payload judged twice; equal ones once. https://docs.slack.dev/reference/methods/blocks.validate */
export async function replay(client: WebClient, payloads: readonly Payload[]): Promise<Verdict[]> {
  const different = new Map(payloads.map((payload) => [JSON.stringify({ ...payload, name: "" }), payload]));
  const verdicts: Verdict[] = [];
  for (const payload of different.values()) {
    verdicts.push({ name: payload.name, here: judgeHere(payload), ...(await judgeThere(client, payload)) });
  }
  return verdicts;
}

/** Lines about what the two do not agree on, and whether there is any payload that only one of them takes. */
export function report(verdicts: readonly Verdict[]): { lines: string[]; agree: boolean } {
  const isTaken = (problems: readonly string[]) => problems.length === 0;
  const onlyHere = verdicts.filter(({ here, there }) => isTaken(here) && !isTaken(there));
  const onlyThere = verdicts.filter(({ here, there }) => !isTaken(here) && isTaken(there));
  const both = verdicts.filter(({ here, there }) => !isTaken(here) && !isTaken(there));
  const otherWords = both.filter(({ here, there }) => [...here].sort().join() !== [...there].sort().join());
  const taken = verdicts.length - onlyHere.length - onlyThere.length - both.length;
  const codes = [...new Set(verdicts.flatMap((verdict) => verdict.codes))].sort();
  return {
    agree: onlyHere.length + onlyThere.length === 0,
    lines: [
      ...onlyHere.flatMap(({ name, there }) => [`REFUSED by Slack, taken here: ${name}`, ...there.map(indent)]),
      ...onlyThere.flatMap(({ name, here }) => [`TAKEN by Slack, refused here: ${name}`, ...here.map(indent)]),
      ...otherWords.flatMap(({ name, here, there }) => [
        `Refused by both in other words: ${name}`,
        ...there.map((line) => indent(`Slack: ${line}`)),
        ...here.map((line) => indent(`here:  ${line}`)),
      ]),
      `${verdicts.length} payloads: ${taken} taken by both, ${both.length} refused by both (${otherWords.length} in other words),`,
      `${onlyHere.length} refused by Slack alone, ${onlyThere.length} taken by Slack alone. Codes seen: ${codes.join(", ") || "none"}.`,
    ],
  };
}

const indent = (line: string): string => `    ${line}`;
