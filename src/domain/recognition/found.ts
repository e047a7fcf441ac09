import type { Evidence } from "../evidence.ts";
import type { Group } from "./loose-tree.ts";

/** Evidence with where it came from, until everything is put in order. A code field knows more than the same number in a sentence. */
export type Found = { at: number; evidence: Evidence; group?: Group; isField?: true };

/** What the whole text tells about itself, asked once. */
export type Context = {
  text: string;
  isAboutErrors: boolean;
  mentionsMeta: boolean;
  isVonage: boolean;
  isGupshup: boolean;
  isTwilio: boolean;
};

export function readContext(text: string): Context {
  return {
    text,
    isAboutErrors: ABOUT_ERRORS.test(text),
    mentionsMeta: ABOUT_META.test(text),
    isVonage: /vonage|nexmo|message_?uuid/i.test(text),
    isGupshup: /gupshup|gsId/i.test(text),
    isTwilio: /twilio|messagesid|accountsid|\bSM[0-9a-f]{32}\b/i.test(text),
  };
}

export const ABOUT_META =
  /whats\s?app|\bwaba\b|wamid\.|graph\.facebook|facebook|fbtrace|OAuthException|GraphMethodException|messaging_product|\bmeta\b|cloud api|business account|phone_number_id|embedded signup/i;

/** Narrower than the words above: other products of the same company have accounts and tokens, too. */
export const ABOUT_PRODUCT =
  /whats\s?app|\bwaba\b|wamid\.|graph\.facebook|fbtrace|OAuthException|messaging_product|cloud api|phone_number_id|embedded signup|meta (?:api|error|business)/i;

const ABOUT_ERRORS =
  /error|fail|reject|expired|\bsend(?:s|ing)?\b|messages?\b|mensaje|mensage|nachricht|сообщени|access token|lock|block|banned|restrict|business support|denied|refus|undeliver|exception|whats\s?app|\bwaba\b|\bmeta\b|erro\b|erreur|fehler|ошиб|hata\b|falha|fallo|falló|bloque|gesperrt|заблок|código|codigo|エラー|错误|錯誤|خطأ|code/i;
