/** Conditions make a sentence say nothing about now, wherever they stand in it. */
const CONDITION =
  /\b(?:if|unless|whether|in case|suppose|supposing|assuming|imagine|otherwise|whenever|each time|every time|next time|what happens|after (?:\w+ ){0,3}violations?|when (?:an?|the|your|our|this|you|we|accounts?|numbers?)\b)/i;
/** These turn only what they stand next to. */
const TURNED =
  /\b(?:(?<!\d )may(?! \d)|might|could|can|would|should|shall|will|won't|not|never|no|nobody|none|without|cannot|isn't|wasn't|aren't|doesn't|don't|didn't|hasn't|haven't|risk\w*|avoid\w*|prevent\w*|threat\w*|warn\w*|possibl[ey]|potential\w*|maybe|perhaps|doubt\w*|wonder\w*|else's|someone's)\b/i;
const QUOTED =
  /\b(?:polic(?:y|ies)|guidelines?|terms|rules?|docs?|documentation|articles?|faq|handbook|help (?:page|cent(?:er|re))|enforcement|according to|for example|for instance|e\.g|examples?|sample|wording|template)\b/i;
/** A policy that was broken is a reason, not a quotation. */
const BROKEN =
  /\b(?:violat\w*|br(?:oke|oken|each\w*)|against|infring\w*|comply with|follow\w*)\s(?:\S{1,20}\s){0,4}?(?:polic(?:y|ies)|guidelines?|terms|rules?)\b/gi;
const OTHER_PRODUCT =
  /\b(?:linkedin|instagram|telegram|twitter|tiktok|snapchat|discord|viber|wechat|gmail|google|paypal|stripe|bank|github|amazon|ebay|facebook (?:page|profile|group)|ads?|advertis\w+) /i;
const SEVERAL_LENGTHS = /\d+(?:,| or| to| and|\/|-|–)\s?(?:\d+(?:,| or| to| and|\/|-|–)\s?)*\d+[ -]?days?/i;

/** `before` is the sentence up to the statement, with its lead-in; `after` what follows it in the sentence. */
export type Sentence = { before: string; statement: string; after: string; isQuestion: boolean };

/** Whether a sentence says it of now and of the reader's own account: nothing doubted, denied, asked or quoted. */
export function isSaidOutright({ before, statement, after, isQuestion }: Sentence): boolean {
  if (isQuestion || CONDITION.test(before + statement)) return false;
  const clause = before.slice(before.search(/[^,:;"“”—–]*$/));
  const behind = after.split(/[,;]/, 1)[0] ?? "";
  if (TURNED.test(clause) || CONDITION.test(behind) || SEVERAL_LENGTHS.test(after)) return false;
  if (QUOTED.test(before.replace(BROKEN, ""))) return false;
  return !OTHER_PRODUCT.test(`${before} ${statement} ${after}`);
}

/** "The restriction was lifted": whatever else the text says is over. */
export const LIFTED =
  /restrictions?\b[^.!?\n]{0,40}\b(?:has|have|had|was|were|is|are|got) (?:(?:now|already|since|finally|just) )?(?:been )?(?:lifted|removed|over|reversed|gone|expired|ended)\b|\b(?:no longer|not) restricted\b|\bunrestricted\b|\b(?:lifted|removed) (?:the|our|your|this) restriction/i;
