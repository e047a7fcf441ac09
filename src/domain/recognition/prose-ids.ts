import { parsePhoneNumber } from "../phone-number.ts";
import { type Ids, MOST_NO_NUMBERS } from "./ids.ts";

const WABA =
  /\b(?:WABA|whats\s?app business account|whatsapp_business_account(?:_id)?|waba_id)\b[ _]?(?:id)?[^\d\n]{0,16}?(?<!\d)(\d{12,20})(?!\d)/i;
const PHONE_ID = /\bphone[_ ]?number[_ ]?(?:id)?\b[^\d\n+]{0,8}(?<!\d)(\d{12,20})(?!\d)/i;
const IN_PATH =
  /(?:graph\.facebook\.com\/)?v\d{1,2}\.\d\/(\d{12,20})\/(?:messages|register|deregister|request_code|verify_code)/i;
const MESSAGE =
  /\bwamid\.[A-Za-z0-9+/_-]{4,200}={0,2}|\bSM[0-9a-f]{32}\b|\bmessage_?uuid\W{1,5}([0-9a-f]{8}-[0-9a-f-]{27})/i;
const TRACE = /fbtrace[_ -]?id["']?\s{0,2}[:= ]\s{0,2}["']?(?!none\b|null\b)([\w+/-]{6,40})/i;
const SENDER_WORDS =
  /(?:our (?:business |whatsapp |wa )?(?:number|sender|line)|(?:business|sending|sender|affected|locked|source|display)[ _](?:phone[ _])?number|\bsender|\bfrom|nuestro número|número (?:afectado|remitente)|nosso número|unsere (?:whatsapp-?)?nummer|наш номер)(?: is|:|=| es| é| ist|)?[ "'(:=]{0,4}((?:\+|00|whatsapp:\+?)?\(?\d[\d\s().-]{7,20}\d)/gi;

/** Ids and numbers in running text, each only with a word that says what it is. */
export function readProseIds(text: string): Ids {
  const wabaId = WABA.exec(text)?.[1];
  const phoneNumberId = IN_PATH.exec(text)?.[1] ?? PHONE_ID.exec(text)?.[1];
  const message = MESSAGE.exec(text);
  const messageId = message?.[1] ?? message?.[0];
  const fbtraceId = TRACE.exec(text)?.[1];
  const number = senderIn(text);
  return {
    ...(number && { number }),
    ...(wabaId && { wabaId }),
    ...(phoneNumberId && { phoneNumberId }),
    ...(messageId && { messageId }),
    ...(fbtraceId && { fbtraceId }),
  };
}

function senderIn(text: string): string | undefined {
  const refused = new Set<string>();
  for (const match of text.matchAll(SENDER_WORDS)) {
    const written = (match[1] ?? "").replace(/^whatsapp:/i, "");
    if (refused.has(written) || written.replace(/\D/g, "").length < 9) continue;
    const parsed = parsePhoneNumber(written);
    if (parsed.ok) return parsed.number;
    if (refused.add(written).size > MOST_NO_NUMBERS) return undefined;
  }
  return undefined;
}
