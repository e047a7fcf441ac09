/** Texts of a given size that have made readers like ours slow: real payloads in bulk, and walls of what patterns start with. */
export type Shape = (size: number) => string;

export const STATUS = JSON.stringify({
  id: "wamid.HBgMNDQ3NzAwOTAwMTIzFQIAERgS",
  status: "failed",
  timestamp: "1795305600",
  recipient_id: "447700900123",
  errors: [
    { code: 131031, title: "Business Account locked", error_data: { details: "Business account has been locked." } },
  ],
});

const INCOMING = JSON.stringify({
  from: "447700900123",
  id: "wamid.HBgMNDQ3NzAwOTAwMTIzFQIAERgT",
  timestamp: "1795305600",
  type: "text",
  text: { body: "Hello, is my order 131031 on its way?" },
});

const EAA = `EAAG${"mQ7xZCpsBAKZ".repeat(8)}`;
const JWT = `eyJhbGciOiJIUzI1NiJ9.${"eyJpYXQiOjE3OTUxNjYwNjZ9".repeat(3)}.abcDEF123`;

/** One text over and over. */
function wall(unit: string): Shape {
  return (size) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
}

function webhook(field: string, item: string): Shape {
  const head = `{"object":"whatsapp_business_account","entry":[{"id":"555000111222333","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"447700900456","phone_number_id":"666000111222333"},"${field}":[`;
  return (size) => {
    const count = Math.max(1, Math.floor((size - head.length - 10) / (item.length + 1)));
    return `${head}${Array.from({ length: count }, () => item).join()}]}}]}]}`;
  };
}

/** A webhook inside as many levels of JSON strings as relays and log shippers make of it. */
function escaped(times: number): Shape {
  return (size) => {
    let text = STATUS;
    for (let time = 0; time < times; time += 1) text = JSON.stringify({ body: text });
    return wall(text)(size);
  };
}

export const SHAPES: Readonly<Record<string, Shape>> = {
  "webhook, many statuses": webhook("statuses", STATUS),
  "webhook, many messages": webhook("messages", INCOMING),
  "statuses, a line each": wall(`${STATUS}\n`),
  "statuses, cut off": (size) => webhook("statuses", STATUS)(size).slice(0, -9),
  "log lines": wall(
    "2026-11-22 08:41:07.233Z | WARN | send failed for 447700900123: (#131026) Message undeliverable\n",
  ),
  "log lines with JSON": wall(`2026-11-22T08:41:07.233Z ERROR send failed ${STATUS}\n`),
  prose: wall("Our number is connected but nothing is sent, error 131031 since Monday; what do we do? "),
  "prose without errors": wall(
    "The quick brown fox jumps over the lazy dog and goes home to sleep until the morning. ",
  ),
  "restricted until": wall("Your account is restricted from sending messages until 3 December 2026. "),
  "your account is": wall("your account is "),
  "nested objects, open": wall('{"a":'),
  "nested objects, closed": (size) => `${'{"a":'.repeat(size / 6)}1${"}".repeat(size / 6)}`,
  "nested lists, closed": (size) => `${"[".repeat(size / 2)}${"]".repeat(size / 2)}`,
  "escaped once": (size) => JSON.stringify(wall(`${STATUS}\n`)(size * 0.8)),
  "escaped twice": escaped(2),
  "escaped four times": escaped(4),
  "escaped six times": escaped(6),
  "empty objects": (size) => `[${wall("{},")(size)}{}]`,
  "empty lists": (size) => `[${wall("[],")(size)}[]]`,
  "objects of one": (size) => `[${wall('{"a":1},')(size)}{}]`,
  "many keys": (size) => `{${wall('"k1":1,')(size)}}`,
  "many different keys": (size) => `{${Array.from({ length: size / 13 }, (_, at) => `"k${at}":"${at}"`).join()}}`,
  "pairs without braces": wall('"code": 131031, '),
  "broken JSON": wall('{"error":{"message":"(#131031'),
  "only {": wall("{"),
  "only [": wall("["),
  'only {"': wall('{"'),
  'only "': wall('"'),
  "only '": wall("'"),
  "only “": wall("“"),
  "only \\": wall("\\"),
  'only \\"': wall('\\"'),
  "only digits": wall("7"),
  "six digits each": wall("131031 "),
  "different numbers": (size) => Array.from({ length: size / 7 }, (_, at) => 100_000 + (at % 800_000)).join(" "),
  "phone numbers": wall("+44 7700 900123, "),
  "senders that are none": (size) =>
    Array.from({ length: size / 21 }, (_, at) => `from +99 ${1_000_000_000 + at}`).join(" "),
  "chat links, phones": wall("<tel:+447700900123|+44 7700 900123> "),
  "chat links, open": wall("<tel:+44"),
  "HTML, formatted": wall("<tr><td>131031</td><td>locked</td></tr>"),
  "HTML, names": wall("<errorCode>131031</errorCode>"),
  "HTML, open": wall("<a "),
  "only <": wall("<"),
  entities: wall("&quot;code&quot;:131031,"),
  "entities, of entities": wall("&amp;amp;amp;quot;"),
  "only &": wall("&"),
  "Meta tokens": wall(`${EAA} `),
  "Meta tokens, wrapped": wall(`${EAA}\n`),
  "only EAA": wall("EAA"),
  "EAA, spaced": wall("EAAAAAAAAAAA "),
  JWTs: wall(`${JWT} `),
  "only eyJ": wall("eyJ"),
  "dots after eyJ": wall("eyJhbGciOiJIUzI1NiJ9."),
  "key=": wall("key="),
  "secret=": wall("secret="),
  "secret: value": wall('"api_secret":"Tq7vKx2mWz9pLd4R",'),
  "token words": wall("token is "),
  "pin ": wall("pin "),
  "pin, six digits": wall("pin 482913 "),
  "authorization:": wall("authorization: "),
  "bearer ": wall("bearer abcdefghi0 "),
  "curl -u": wall("curl -u a:"),
  "links with a password": wall("https://ops:Wint3rSun@db.example.test/x "),
  "only -": wall("-"),
  "private keys, open": wall("-----BEGIN PRIVATE KEY-----\n"),
  "form pairs": wall("a=b&"),
  "form, one per line": wall("MessageStatus=failed&ErrorCode=63016&From=whatsapp%3A%2B447700900456\n"),
  percent: wall("%7B%22"),
  "only %": wall("%"),
  "one line, no spaces": wall("abcdefghijklmnopqrstuvwxyz0123456789"),
  "one line, base64": wall("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo0"),
  "only spaces": wall(" "),
  "only line breaks": wall("\n"),
  "only tabs": wall("\t"),
  "zero-width": wall("a\u200b"),
  "only zero-width": wall("\u200b\u2060\ufeff"),
  "control characters": wall("\u0000a"),
  Cyrillic: wall("Номер подключён, но сообщения не приходят. "),
  Chinese: wall("账户已被锁定"),
  "full width": wall("１３１０３１ "),
  "combining marks": wall("e\u0301\u0327\u0323"),
  emoji: wall("😀"),
  "lone surrogates": wall("\ud800"),
  "healthy, but": wall("status connected but "),
  "healthy, but not": wall("greenbutno"),
  "code over line breaks": (size) => `(#131${wall("\n")(size)}`,
  "percent, then a long word": (size) => `%22 ${wall("a")(size)}`,
  "form, open": (size) => `${wall("?a=")(size)}&`,
  "one private key": (size) => `-----BEGIN PRIVATE KEY-----\n${wall("QUJD")(size)}`,
  "senders that are none, JSON": (size) =>
    `[${Array.from({ length: size / 42 }, (_, at) => `{"display_phone_number":"99${1_000_000_000 + at}"}`).join()}]`,
  "printed health": wall("PHONE_NUMBER 106540352242922 BLOCKED\n141014 WABA banned\n"),
  YAML: wall("error:\n  code: 131031\n  title: locked\n"),
  CSV: wall("447700900123,131031,failed\n"),
  "Python dicts": wall("{'code': 131031, 'title': 'it''s locked'} "),
  apostrophes: wall("{'a':'it's "),
};
