const NAME = String.raw`[A-Za-z][\w.[\]-]{0,60}=`;
const FIRST_PAIR = new RegExp(String.raw`(?:^|\?)${NAME}`);
const PAIR = new RegExp(`^${NAME}`);

/**
 * Turns each form-encoded word, as Twilio and old webhooks send them, into an object, so that the structure readers
 * find its fields. Three pairs in a row make a form.
 */
export function readForms(text: string): string {
  if (!text.includes("&") || !text.includes("=")) return text;
  return text.replace(/[^\s"']+/g, (word) => (isForm(word) ? toObject(word) : word));
}

function isForm(word: string): boolean {
  if (!word.includes("&") || !word.includes("=")) return false;
  const parts = word.split("&");
  return parts.some(
    (part, at) => PAIR.test(parts[at + 1] ?? "") && PAIR.test(parts[at + 2] ?? "") && FIRST_PAIR.test(part),
  );
}

function toObject(word: string): string {
  const query = word.slice(word.lastIndexOf("?", word.indexOf("=")) + 1);
  const pairs = query.split("&").map((pair) => {
    const equals = pair.indexOf("=");
    return [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
  });
  return JSON.stringify(Object.fromEntries(pairs));
}

function decode(value: string): string {
  if (!/[%+]/.test(value)) return value;
  try {
    return decodeURIComponent(value.replace(/\+/g, " "));
  } catch {
    return value;
  }
}
