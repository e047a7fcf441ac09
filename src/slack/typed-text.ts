import { unescapeText } from "./mrkdwn.ts";

const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** What somebody typed, as they typed it: Slack escapes `& < >`, and phones paste invisible characters. */
export function readTyped(text: string): string {
  return unescapeText(text).replace(INVISIBLE, "").replaceAll("\u00a0", " ").trim();
}
