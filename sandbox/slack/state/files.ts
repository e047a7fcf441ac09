import type { JsonObject } from "../json.ts";
import type { Local } from "../local.ts";
import type { SlackFile, State } from "./state.ts";

/** A text snippet as `files.info` and messages show it; its content needs the bot's token. */
export function showFile(local: Local, file: SlackFile): JsonObject {
  const url = `${local.baseUrl()}/files-pri/${local.state.team.id}-${file.id}/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    name: file.name,
    title: file.name,
    mimetype: "text/plain",
    filetype: "text",
    pretty_type: "Plain Text",
    mode: "snippet",
    size: Buffer.byteLength(file.content),
    url_private: url,
    url_private_download: `${url}?download=1`,
    preview: file.content.split("\n").slice(0, 5).join("\n"),
  };
}

export function findFile(state: State, id: string): SlackFile | undefined {
  for (const list of Object.values(state.messages)) {
    const found = list.flatMap((message) => message.files ?? []).find((file) => file.id === id);
    if (found) return found;
  }
  return undefined;
}
