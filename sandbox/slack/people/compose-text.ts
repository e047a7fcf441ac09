import { newBlockId } from "../ids.ts";
import type { JsonObject } from "../json.ts";
import type { State } from "../state/state.ts";

/** As Slack stores text: only these three are escaped. https://docs.slack.dev/messaging/formatting-message-text */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

type Piece =
  | { type: "text"; text: string }
  | { type: "user"; user_id: string }
  | { type: "channel"; channel_id: string; name: string }
  | { type: "link"; url: string };

const SPECIAL = /(https?:\/\/[^\s<>|`"]+)|@([\w.-]+)|#([\w-]+)/g;

function pieceOf(
  state: State,
  url: string | undefined,
  user: string | undefined,
  channel: string | undefined,
): Piece | undefined {
  if (url) return { type: "link", url };
  const person = user && state.users.find((one) => one.name.toLowerCase() === user.toLowerCase());
  if (person) return { type: "user", user_id: person.id };
  const room = channel && state.channels.find((one) => one.name === channel);
  return room ? { type: "channel", channel_id: room.id, name: room.name } : undefined;
}

function split(state: State, typed: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of typed.matchAll(SPECIAL)) {
    const piece = pieceOf(state, match[1], match[2], match[3]);
    if (!piece) continue;
    if (match.index > from) pieces.push({ type: "text", text: typed.slice(from, match.index) });
    pieces.push(piece);
    from = match.index + match[0].length;
  }
  if (from < typed.length) pieces.push({ type: "text", text: typed.slice(from) });
  return pieces;
}

function toMrkdwn(piece: Piece): string {
  switch (piece.type) {
    case "text":
      return escapeText(piece.text);
    case "user":
      return `<@${piece.user_id}>`;
    case "channel":
      return `<#${piece.channel_id}|${piece.name}>`;
    case "link":
      return `<${escapeText(piece.url)}>`;
    default:
      return piece satisfies never;
  }
}

/**
 * What a person's client makes of what they typed: escaped text with `<@U…>`, `<#C…|name>` and `<https://…>`,
 * and the same as rich_text, where nothing is escaped.
 */
export function composeText(state: State, typed: string): { text: string; blocks: JsonObject[] } {
  const pieces = split(state, typed);
  const elements: JsonObject[] = pieces.map((piece) =>
    piece.type === "channel" ? { type: "channel", channel_id: piece.channel_id } : { ...piece },
  );
  const section = { type: "rich_text_section", elements };
  return {
    text: pieces.map(toMrkdwn).join(""),
    blocks: [{ type: "rich_text", block_id: newBlockId(), elements: [section] }],
  };
}

/** The text of a command: mentions stay as typed unless the manifest says should_escape; links are not touched. */
export function commandText(state: State, typed: string, shouldEscape: boolean): string {
  if (!shouldEscape) return escapeText(typed);
  const named = (piece: Piece): string => {
    const user = piece.type === "user" && state.users.find((one) => one.id === piece.user_id);
    return user ? `<@${user.id}|${user.name}>` : toMrkdwn(piece);
  };
  return split(state, typed).map(named).join("");
}
