import { DAY, type Instant, plus } from "../time.ts";
import { isSaidOutright, LIFTED, type Sentence } from "./banner-guards.ts";
import type { Context, Found } from "./found.ts";
import type { Passage } from "./loose-tree.ts";
import { endOfDay, WRITTEN_DAY } from "./written-dates.ts";

const NAMED = String.raw`(?:your|our|my|this|the) (?:[\w-]{1,20} ){0,4}?(?:account|number|waba|portfolio|sender)(?: ["'(+]?[+\d][\d ()-]{6,20}["')]?)?`;
const RESTRICTED = `(?:(?:currently|now|still|temporarily) ){0,2}restricted`;
const UNABLE = `(?:can(?:'t|not| not)|(?:is|are) (?:unable|not able) to)`;
const ACTION = String.raw`(?:start|initiate|send|message|add|make|receive|reply)\b`;

/** What WhatsApp Manager and Business Support Home show above a restricted account. */
const STATEMENT = new RegExp(
  [
    String.raw`\b${NAMED} (?:is|are|was|were|has been|have been) ${RESTRICTED}\b`,
    String.raw`(?<=^|\n|: ?|status )(?:whatsapp )?(?:(?:business )?account |messaging |(?:phone )?number )?(?:temporarily )?restricted(?= (?:until|from|for)\b)`,
    String.raw`\b(?:${NAMED}|it|you|we) ${UNABLE} (?=${ACTION})`,
    String.raw`\brestrictions? (?:on (?:your|our|this) \w+ )?(?:ends?|expires?|will end|will expire|will be lifted|lasts)\b`,
  ].join("|"),
  "gi",
);

const UNTIL = new RegExp(
  String.raw`\b(?:until|till|through|ends?(?: on)?|expires?(?: on)?|lifted on|expire on|end on):? (?:the )?(${WRITTEN_DAY})`,
  "i",
);
const UNTIL_SOMETIME = /\b(?:until|till)\b[^.\n]{0,12}\d/i;
const LENGTH = /\bfor (?:the next |another )?(\d{1,2})[ -](day|hour)s?\b/i;
const START = new RegExp(
  `(?:restricted(?: from [^.,;]{1,60}?)?|days?) (?:on|from|since|as of|starting(?: on)?|beginning(?: on)?) (${WRITTEN_DAY})`,
  "i",
);
const ABOUT_MESSAGING = /messag|conversation|whats\s?app|waba|template|\bcall|phone number/i;
const LONGEST = 200;

type Restriction = { types: readonly string[]; endsAt?: Instant; at: number };

/** A restriction in a sentence; with an end only where a day is written that cannot be misread. Doubt is no evidence. */
export function readBanners({ at, text }: Passage, context: Context): Found[] {
  if (!/restrict|can(?:no|')t|can not|able to/i.test(text) || LIFTED.test(text)) return [];
  return joined([...text.matchAll(STATEMENT)].flatMap((match) => restrictionIn(text, match, context))).map((one) => ({
    at: at + one.at,
    evidence: {
      kind: "restriction",
      source: "pasted",
      types: one.types,
      ...(one.endsAt && { endsAt: one.endsAt }),
      inWords: true,
    },
  }));
}

function restrictionIn(text: string, match: RegExpExecArray, context: Context): Restriction[] {
  const statement = match[0];
  const sentence = sentenceAround(text, match.index, statement);
  const { after } = sentence;
  if (!isSaidOutright(sentence)) return [];
  const whole = `${sentence.before} ${statement} ${after}`;
  if (!ABOUT_MESSAGING.test(whole) && !context.mentionsMeta) return [];
  if (/^(?:it|you|we)\b/i.test(statement) && !/restrict/i.test(text)) return [];
  const types = typesOf(statement, after);
  const endsAt = endOf(statement + after);
  if (types === undefined || (endsAt === undefined && !isForATime(statement, after))) return [];
  return [{ types, at: match.index, ...(endsAt && { endsAt }) }];
}

function sentenceAround(text: string, index: number, statement: string): Sentence {
  const lead = text.slice(Math.max(0, index - LONGEST), index);
  const stops = [...lead.matchAll(/[.!?]|(?<!:\s?)\n/g)];
  const before = lead.slice((stops.at(-1)?.index ?? -1) + 1);
  const rest = text.slice(index + statement.length, index + statement.length + LONGEST);
  // A line break inside a sentence goes on in lower case, and `Dec.` ends none.
  const stop = rest.search(
    /(?<!\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec))[.](?:\s|$)|[!?]|\n(?!\p{Ll}|\d)/iu,
  );
  const after = (stop < 0 ? rest : rest.slice(0, stop)).replace(/\s+/g, " ");
  return { before, statement, after, isQuestion: rest.charAt(stop) === "?" && !/[,;–—]/.test(after) };
}

/** "The account … for 30 days" is how policies are explained, and what was may be over: these need a written end. */
function isForATime(statement: string, after: string): boolean {
  if (/^(?:the|restrictions?)\b|\b(?:was|were)\b/i.test(statement)) return false;
  return /temporarily/i.test(statement) || UNTIL_SOMETIME.test(after) || LENGTH.test(after);
}

function endOf(words: string): Instant | undefined {
  const until = UNTIL.exec(words)?.[1];
  if (until !== undefined) return endOfDay(until);
  const [, count, unit] = LENGTH.exec(words) ?? [];
  const start = START.exec(words)?.[1];
  const from = start === undefined ? undefined : endOfDay(start);
  return from === undefined || unit?.toLowerCase() !== "day" ? undefined : plus(from, Number(count) * DAY);
}

const WHOLE = /\b(?:send|receiv|repl)\w*(?: \S{1,20}){0,4}? \S{0,12}(?:messag|template|repl)|\bmessag|\brepl/i;
const ONE_PERSON = /\b(?:this|that|the|an?) (?:\w+ )?(?:user|recipient|customer|contact|person|chat)\b/i;
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:start|initiat)\w* /i, "RESTRICTED_BIZ_INITIATED_MESSAGING"],
  [/\badd\w* (?:\w+ ){0,3}numbers?/i, "RESTRICTED_ADD_PHONE_NUMBER_ACTION"],
  [/\b(?:calls?|calling)\b/i, "RESTRICTED_BIZ_INITIATED_AND_USER_INITIATED_CALLING"],
];

/** Meta's restriction types where the words are about one of them; none at all when sending as a whole is meant. */
function typesOf(statement: string, after: string): readonly string[] | undefined {
  const isAction = /(?:t|to) $/i.test(statement);
  const what = isAction ? after : /^ from (?!\d|20\d\d)(.*)/i.exec(after)?.[1];
  if (what === undefined) return [];
  const deed = what.split(/\b(?:until|till|for) /i, 1)[0] ?? "";
  if (ONE_PERSON.test(what)) return undefined;
  const types = TYPES.filter(([words]) => words.test(deed)).map(([, type]) => type);
  if (types[0] === "RESTRICTED_BIZ_INITIATED_MESSAGING" && !/\bsend/i.test(deed)) return types;
  return WHOLE.test(deed) ? [] : types.length > 0 ? types : undefined;
}

/** One for each end, as webhooks give them; what stops sending as a whole has no types. */
function joined(all: readonly Restriction[]): Restriction[] {
  const byEnd = new Map<string, Restriction>();
  for (const one of all) {
    const earlier = byEnd.get(one.endsAt ?? "");
    const isWhole = earlier?.types.length === 0 || one.types.length === 0;
    const types = isWhole ? [] : [...new Set([...(earlier?.types ?? []), ...one.types])];
    byEnd.set(one.endsAt ?? "", { ...one, types, at: earlier?.at ?? one.at });
  }
  return [...byEnd.values()];
}
