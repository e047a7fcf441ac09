/**
 * Reads subcommands out of a command's usage hint, so that the composer can offer them:
 * `status +1555… | escalate [number]` and `[status|escalate] <number>` both give `status` and `escalate`.
 */
export function subcommandsOf(usageHint) {
  const group = /^[[(<]([^\])>]*\|[^\])>]*)[\])>]\s*(.*)$/.exec(usageHint.trim());
  const parts = group ? group[1].split("|").map((word) => `${word.trim()} ${group[2]}`) : splitOutside(usageHint);
  return parts.flatMap((part) => {
    const [word = "", ...rest] = part.trim().split(/\s+/);
    return /^[a-z][a-z-]*$/.test(word) ? [{ word, hint: rest.join(" ") }] : [];
  });
}

/** Splits at `|` and `,` that stand outside brackets. */
function splitOutside(text) {
  const parts = [""];
  let depth = 0;
  for (const char of text) {
    if ("[(<".includes(char)) depth++;
    if ("])>".includes(char)) depth--;
    if ("|,".includes(char) && depth === 0) parts.push("");
    else parts[parts.length - 1] += char;
  }
  return parts;
}

/** What to offer for the text typed so far: whole commands, or the subcommands of one. */
export function slashSuggestions(text, commands) {
  const typed = /^(\/\S*)$/.exec(text);
  if (typed) {
    return commands
      .filter(({ command }) => command.startsWith(typed[1].toLowerCase()))
      .map((one) => ({
        label: one.command,
        hint: one.usage_hint ?? "",
        about: one.description ?? "",
        fill: `${one.command} `,
      }));
  }
  const [, name, word] = /^(\/\S+) (\S*)$/.exec(text) ?? [];
  const command = commands.find((one) => one.command === name);
  if (!command) return [];
  return subcommandsOf(command.usage_hint ?? "")
    .filter((one) => one.word.startsWith(word.toLowerCase()))
    .map((one) => ({
      label: `${name} ${one.word}`,
      hint: one.hint,
      about: "",
      fill: `${name} ${one.word}${one.hint ? " " : ""}`,
    }));
}
