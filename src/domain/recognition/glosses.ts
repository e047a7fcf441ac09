const LOCK_WORDS = /lock|disabled|restrict|bloque|gesperrt|заблок/i;

/** Titles that public guides and apps print beside a code although the code means something else. */
const WRONG: ReadonlyMap<number, RegExp> = new Map([
  [
    131031,
    /(?:access )?token (?:has )?expired|expired (?:access )?token|session has expired|not (?:on|registered (?:on|with)) whatsapp|invalid (?:phone )?number|recipient (?:is |was |number )?(?:not|blocked|invalid|unknown)[^.,;\d]{0,30}|template (?:is )?(?:paused|rejected)|rate limit\w*|authentication (?:error|failed|failure)(?: \(HTTP \d{3}\))?|unauthori[sz]ed/i,
  ],
  [
    133010,
    /recipient (?:is |was |number )?(?:not|invalid|unknown|has no)[^.,;\d]{0,40}|not (?:on|a) whatsapp[^.,;]{0,20}/i,
  ],
  [131030, /payment[^.,;]{0,30}|billing[^.,;]{0,20}/i],
  [131049, /account (?:is )?(?:locked|banned|disabled)/i],
  [131026, /account (?:is )?(?:locked|banned|disabled)/i],
]);

/** Words beside a code that are known to be wrong for it. */
export function wrongGlossOf(code: number, words: string): string | undefined {
  const found = WRONG.get(code)?.exec(words.slice(0, 400))?.[0];
  if (found === undefined) return undefined;
  if (code === 131031 && LOCK_WORDS.test(words) && !/authentication|token/i.test(found)) return undefined;
  return found.trim().slice(0, 80);
}
