type Json = { readonly [key: string]: unknown };
type Press = { text: string; action_id: string; value: string };

/** Everything a person reads in blocks, as one text. */
export function textsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textsOf).join("\n");
  if (!isJson(value)) return "";
  const own = typeof value.text === "string" ? value.text : "";
  return [own, ...Object.values(value).map(textsOf)].filter((text) => text !== "").join("\n");
}

/** Everything that can be pressed: buttons and overflow options, with what they send. */
export function pressesOf(value: unknown): Press[] {
  if (Array.isArray(value)) return value.flatMap(pressesOf);
  if (!isJson(value)) return [];
  if (value.type === "button") return [press(value, value.action_id)];
  if (value.type === "overflow" && Array.isArray(value.options)) {
    return value.options.filter(isJson).map((option) => press(option, value.action_id));
  }
  return Object.values(value).flatMap(pressesOf);
}

function press(from: Json, actionId: unknown): Press {
  return { text: textsOf(from.text), action_id: String(actionId), value: String(from.value) };
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}
