/** Everything about time on the page goes through the viewer's zone, never the browser's. */
const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** `2026-11-22`, `14:05` and the other parts of an instant in a zone. */
export function zonedParts(epochMs, timeZone) {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const part = Object.fromEntries(format.formatToParts(epochMs).map(({ type, value }) => [type, value]));
  return { date: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}`, seconds: part.second };
}

/** Epoch seconds of a wall-clock date and time in a zone; the second pass settles days when the clocks change. */
export function zonedEpoch(date, time, timeZone) {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  let guess = wanted;
  for (let pass = 0; pass < 2; pass++) guess = wanted - offsetAt(guess, timeZone);
  return Math.round(guess / SECOND);
}

function offsetAt(epochMs, timeZone) {
  const { date, time, seconds } = zonedParts(epochMs, timeZone);
  return Date.parse(`${date}T${time}:${seconds}Z`) - Math.floor(epochMs / SECOND) * SECOND;
}

/** `3:05 PM`, as Slack writes it. */
export function clockTime(epochMs, timeZone, withSeconds = false) {
  const options = { timeZone, hour: "numeric", minute: "2-digit", ...(withSeconds ? { second: "2-digit" } : {}) };
  return new Intl.DateTimeFormat("en-US", options).format(epochMs).replace(/\u202f/g, " ");
}

/** `Today`, `Yesterday`, or the long date of a divider between days. */
export function dayName(epochMs, timeZone, nowMs) {
  return nearDay(epochMs, timeZone, nowMs) ?? longDate(epochMs, timeZone, { weekday: "long", month: "long" });
}

function nearDay(epochMs, timeZone, nowMs) {
  const day = zonedParts(epochMs, timeZone).date;
  const names = { 0: "Today", 1: "Yesterday", [-1]: "Tomorrow" };
  for (const [ago, name] of Object.entries(names)) {
    if (zonedParts(nowMs - Number(ago) * DAY, timeZone).date === day) return name;
  }
}

function longDate(epochMs, timeZone, { weekday, month, year = true }) {
  const part = (options) => new Intl.DateTimeFormat("en-US", { timeZone, ...options }).format(epochMs);
  const day = Number(part({ day: "numeric" }));
  const head = weekday ? `${part({ weekday })}, ` : "";
  return `${head}${part({ month })} ${ordinal(day)}${year ? `, ${part({ year: "numeric" })}` : ""}`;
}

function ordinal(day) {
  const teen = day > 10 && day < 14;
  return `${day}${teen ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[day % 10] ?? "th")}`;
}

/** Fills the tokens of `<!date^…>`; `undefined` when a token is unknown, so that the fallback is shown. */
export function formatDateTokens(format, epochMs, timeZone, nowMs) {
  let known = true;
  const text = format.replace(/\{(\w+)\}/g, (whole, token) => {
    const value = TOKENS[token]?.(epochMs, timeZone, nowMs);
    if (value === undefined) known = false;
    return value ?? whole;
  });
  return known ? text : undefined;
}

const short = (at, zone) => longDate(at, zone, { month: "short" });
const long = (at, zone) => longDate(at, zone, { weekday: "long", month: "long" });
const plain = (at, zone) => longDate(at, zone, { month: "long" });
const pretty = (name) => (at, zone, now) => nearDay(at, zone, now)?.toLowerCase() ?? name(at, zone);

const TOKENS = {
  date_num: (at, zone) => zonedParts(at, zone).date,
  date_slash: (at, zone) => zonedParts(at, zone).date.replaceAll("-", "/"),
  date: plain,
  date_short: short,
  date_long: long,
  date_pretty: pretty(plain),
  date_short_pretty: pretty(short),
  date_long_pretty: pretty(long),
  time: (at, zone) => clockTime(at, zone),
  time_secs: (at, zone) => clockTime(at, zone, true),
  ago: (at, _zone, now) => ago(at, now),
};

/** `5 minutes ago`, `in 2 days`. */
export function ago(epochMs, nowMs) {
  const seconds = Math.round((epochMs - nowMs) / SECOND);
  const units = [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
    ["second", 1],
  ];
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

/** The zone as a person names it: `Berlin, GMT+1`. */
export function zoneName(timeZone, nowMs) {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "shortOffset" }).formatToParts(nowMs);
  const offset = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  return `${timeZone.split("/").at(-1).replaceAll("_", " ")}, ${offset}`;
}
