const PAIR = /(?:^|[\s?&"'])[A-Za-z][\w.[\]-]{0,60}=[^\s&"']{0,2000}(?:&[A-Za-z][\w.[\]-]{0,60}=[^\s&"']{0,2000}){2}/;

/** Whether the text holds a form-encoded callback, as Twilio and old webhooks send them. */
export function isFormEncoded(text: string): boolean {
  return text.includes("&") && PAIR.test(text);
}

/** Turns each form-encoded word into an object, so that the structure readers find its fields. */
export function readForms(text: string): string {
  return text.replace(/[^\s"']+/g, (word) => (isForm(word) ? toObject(word) : word));
}

function isForm(word: string): boolean {
  return word.includes("&") && PAIR.test(` ${word}`);
}

function toObject(word: string): string {
  const query = word.slice(word.lastIndexOf("?", word.indexOf("=")) + 1);
  const pairs = query
    .split("&")
    .slice(0, 500)
    .map((pair) => {
      const equals = pair.indexOf("=");
      return [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
    });
  return JSON.stringify(Object.fromEntries(pairs));
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value.replace(/\+/g, " "));
  } catch {
    return value;
  }
}
