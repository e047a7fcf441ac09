import type { Evidence, Sign } from "../evidence.ts";
import type { Context, Found } from "./found.ts";
import { findSequence, type Step } from "./in-sequence.ts";

/** `followedBy`: what has to come later in the same sentence. */
type SignRule = { sign: Sign; pattern: RegExp; followedBy?: readonly Step[]; needs?: "meta_words" };

/** Things people see that carry no code, in the words platforms and people use for them. */
const RULES: readonly SignRule[] = [
  { sign: "profile_unreadable", pattern: /fail(?:ed)? to get (?:the )?number'?s? profile/i },
  {
    sign: "provider_disabled",
    pattern:
      /whatsapp (?:for )?business api has been disabled|(?:channel|api access) (?:has been|was|is) (?:disabled|deactivated|switched off) by (?:the |your )?(?:provider|360dialog|bsp)/i,
  },
  {
    sign: "provider_account_barred",
    pattern:
      /account-suspended|application-suspended|(?:vonage|nexmo) (?:account|application|api key) (?:(?:is|was|has been|got) )?(?:suspended|barred|blocked)|partner account barred/i,
  },
  {
    sign: "provider_balance",
    pattern:
      /low-balance|lack of payment|(?:account )?balance (?:being|is|was) (?:too )?low|insufficient (?:balance|credit|funds)|saldo insuficiente|недостаточно средств/i,
  },
  {
    // Meta has a "Rate limit hit", too, with a code of its own; the last one is what Vonage's older SMS API says.
    sign: "throttled",
    pattern:
      /api-errors#throttled|\brate limit hit\b[^.]{0,40}please wait|(?:vonage|nexmo)[^.\n]{0,80}\b(?:429|too many requests)\b|\b(?:429|too many requests)\b[^.\n]{0,60}(?:vonage|nexmo)|throughput rate exceeded/i,
  },
  {
    sign: "access_denied",
    pattern:
      /error validating access token|session has (?:expired|been invalidated)|access token (?:has )?(?:expired|is invalid)|invalid (?:oauth )?(?:access )?token|token (?:is )?invalid or expired|invalid api[_ ]?key|(?:401|403) (?:unauthori[sz]ed|forbidden)|'authorization' missing|you did not provide correct credentials|api-errors#(?:unauthorized|forbidden|invalid-api-key|invalid-signature|jwt-expired|unprovisioned|invalid-ip)|missing permissions|permission[^.\n]{0,30}(?:removed|revoked|denied)/i,
  },
  {
    sign: "reverification_asked",
    pattern:
      /re-?verification (?:is )?(?:needed|required)|verify (?:the |your )?(?:phone )?number again|must be (?:re-?verified|verified again)|volver a verificar|verificar novamente|повторн\p{L}* (?:верификац|подтвержд)/iu,
  },
  {
    sign: "unofficial_client",
    pattern:
      /\b(?:waha|noweb|gows|baileys|venom-?bot|whatsapp-web\.js|wppconnect|evolution api|evolution-api|whatsapi|yowsup|maytapi|ultramsg|green-?api|chat-api)\b/i,
  },
  {
    sign: "compromised",
    pattern: /COMPROMISED_NOTIFICATION|(?:account|portfolio|business) (?:was|is|has been|got) (?:hacked|compromised)/i,
  },
  {
    sign: "status_banned",
    pattern:
      /\b(?:status|state|estado|статус)\b["']?\s{0,2}[:=]?\s{0,2}["']?(?:is |shows |says )?banned\b|\bnumber (?:is|was|shows(?: as)?) banned\b/i,
    needs: "meta_words",
  },
  {
    sign: "healthy_but_silent",
    pattern: /healthy?|connected|green|status|conectad[oa]|verbunden|подключ/gi,
    followedBy: [
      { within: 80, pattern: /but|yet|however|pero|mas|aber|но/gi },
      {
        within: 60,
        pattern:
          /n't|\b(?:cant|wont|dont|doesnt|isnt|couldnt)\b|cannot|can not|nothing|not|nenhum\w*|no|nicht|kein\w*|не|não/gi,
      },
      {
        within: 30,
        pattern:
          /send|sent|receiv|deliver|mensaj|mensag|envi|sende|empf|отправ|приход|go(?:es|ing)? out|arriv|nachricht/gi,
      },
    ],
  },
  {
    sign: "inbound_silent",
    pattern:
      /(?:not|n't|\b(?:cant|dont|isnt|arent)\b|no longer|stopped|without|never) (?:being )?receiv(?:e|ed|ing)|(?:inbound|incoming)(?: messages?)? (?:is|are|went|has|have|gone)[^.\n]{0,20}(?:silent|missing|stopped|not)|no (?:inbound|incoming)|inbound messages are not|no (?:recibimos|recibo|llegan|entran)|não (?:recebemos|recebo|chegam|entram)|kein\w* eingehend\w*|empfangen (?:wir |ich )?kein|не (?:приходят|получаем|доходят)/i,
  },
];

const PIN_WORDS =
  /\bPINs?\b|two[- ]?(?:step|factor) (?:verification|auth)|verificación en dos pasos|verificação em duas etapas|zwei-?(?:faktor|schritt)|двухэтапн/u;
const OUR_WORDS =
  /whats\s?app|\bwaba\b|cloud api|business account|vonage|nexmo|\bmeta\b|register|number|messages?|mensaj|mensag|сообщен|nachricht/i;
const TRANSPORT =
  /(?:VetchError|AxiosError|HTTPError|HttpErrorResponse|FetchError|RestException|Request failed with status code|Client error|server responded with(?: a status)?(?: of)?)[^\n]{0,60}\b(?:4\d\d|5\d\d)\b/;

/** Signs in the words of the whole text; `hasCodes` silences those that a code says better. */
export function readSigns(context: Context, hasCodes: boolean): Found[] {
  const text = context.text.slice(0, 200_000);
  const found: Found[] = [];
  const add = (sign: Sign, at: number) => {
    const evidence: Evidence = { kind: "sign", source: "pasted", sign };
    found.push({ at, evidence });
  };
  for (const { sign, pattern, followedBy, needs } of RULES) {
    const at = followedBy ? findSequence(text, pattern, followedBy) : pattern.exec(text)?.index;
    if (at === undefined || (needs === "meta_words" && !OUR_WORDS.test(text))) continue;
    if (sign === "access_denied" && hasCodes) continue;
    if ((sign === "inbound_silent" || sign === "healthy_but_silent") && !OUR_WORDS.test(text)) continue;
    add(sign, at);
  }
  const pin = PIN_WORDS.exec(text);
  if (pin && !hasCodes && OUR_WORDS.test(text)) add("pin_mentioned", pin.index);
  const transport = TRANSPORT.exec(text);
  if (transport && !hasCodes && found.length === 0) add("transport_only", transport.index);
  return found;
}
