import type { Token } from "./token.ts";

const CODE_PREFIX = /(?:^|[^A-Za-z0-9])(?:meta|error|err|code|wa|whatsapp|waba|e)[_-]?$/i;

/** Whether the digits belong to something longer: an id, a date, a phone number, a path, an address. */
export function isPartOfToken({ before, after, code }: Token): boolean {
  const last = before.at(-1) ?? " ";
  const next = after.at(0) ?? " ";
  if (/[A-Za-z0-9_@%~$€£¥₹\\]/.test(next) && !/^\\[nrt"']/.test(after)) return true;
  if (/^(?:[.,:/+]|-)\d/.test(after) && !/^[.,:/]1[34]\d{4}(?!\d)/.test(after) && !/^,\d{6}(?!\d)/.test(after))
    return true;
  if (/\+\d{1,3}[ -]$/.test(before)) return true;
  if (/[A-Za-z_0-9]/.test(last)) return !(code >= 80_000 && CODE_PREFIX.test(before)) && !/\\[nrt]$/.test(before);
  if (last === "-") return !(CODE_PREFIX.test(before) || /(?:^|\s)[-–—]$/.test(before));
  if (/[@+~$€£¥₹%&]/.test(last)) return true;
  if (last === "/") return !/(?<!\d)\d{4}\s?\/$/.test(before) && !/\s\/$/.test(before);
  if (/\d[.,:]$/.test(before)) return !/(?<!\d)1[34]\d{4},$/.test(before) && !/(?<!\d)\d{6},$/.test(before);
  if (last === "=" && /[?&][\w.-]{1,40}=$/.test(before)) return !/code=$/i.test(before);
  return /\b\d{4}-?\d{2}-?\d{2}[ T]$/.test(before);
}

const CODE_WORD =
  /(?:error|err|erro|erreur|fehler|fehlercode|hata|ошибк\p{L}*|код|código|codigo|errore|kode|error_?code|code|エラー|错误|錯誤|خطأ|رمز)\s?(?:code|no\.?|nr\.?|number|id|n°|número|numero|#|ошибки|de error|de erro|d'erreur)?["'“)\]]?\s?[:=#(-]{0,3}\s?["'“([]?#?$/iu;
const DATA_CODE =
  /(?:customer|client|pin|zip|postal|post|country|area|product|item|promo|discount|coupon|voucher|invite|exit|booking|reservation|verification|login|security|access|otp|qr|bar|sms|dress|source|dial|city|state|store|branch|employee|currency|hs|swift|cliente|produto|producto|kunden|artikel)[ _-]?code\W{0,4}$/i;

/** "error 131031", "code=131031", "Fehlercode: 131031". */
export function hasCodeWord(before: string): boolean {
  return CODE_WORD.test(before.slice(-40)) && !DATA_CODE.test(before.slice(-40));
}

export function hasErrorWord(before: string): boolean {
  return hasCodeWord(before);
}

const DATA_WORD =
  /(?:^|[^\p{L}])(?:order|orders|invoice|ticket|case|customer|client|user|member|employee|student|patient|booking|reservation|tracking|serial|part|item|sku|product|model|zip|postcode|pincode|cep|phone|tel|number|num|nr|n°|№|nº|ids?|ref|reference|row|line|port|pid|pr|issue|pull request|commit|build|version|room|flat|amount|total|price|qty|quantity|count|otp|pin|passcode|pedido|orden|factura|cliente|rechnung|bestellung|kunde|kundennummer|заказ\p{L}*|клиент\p{L}*|сч[её]т|commande|facture|ordine|street|avenue|building|account|acct|a\/c|batch|lot|page|chapter|duration|size|length|bytes|timestamp|ts|time|at|customer name|contract|contrato|policy|shipment|order id|usd|eur|inr|rs|balance|salary|population|since|until|uid|gid|offset|seq|sequence|index|len|closes|fixes|resolves|refs|ends with|ending(?: in| with)?|last (?:six )?digits)\.?\s{0,3}[#:=("'[-]{0,3}\s{0,2}["'#]?$/iu;

/** "Order #131031", "Customer Code: 131031", "room 131031". */
export function isDataValue(before: string): boolean {
  const near = before.slice(-48);
  if (DATA_CODE.test(near)) return true;
  return !CODE_WORD.test(near) && DATA_WORD.test(near);
}

/** The first cell of a table of somebody's data; a row about an error says so itself. */
export function isTableCell({ before, after, line }: Token): boolean {
  return (
    /(?:^|\n)"?$/.test(before) &&
    /^"?[;,\t]\S/.test(after) &&
    !/^,1[34]\d{4}(?!\d)/.test(after) &&
    !/error|fail|lock|reject|block|undeliver/i.test(line)
  );
}

const COUNTED =
  /^\s{0,2}(?:messages|msgs|mensajes|mensagens|contacts|contatos|contactos|users?|customers?|clientes?|rows?|records?|bytes?|kb|mb|ms|sec|seconds?|min|times|people|orders?|units?|pcs|items?|km|usd|eur|rupees|inr|gbp|brl|registros|nachrichten|kunden|recipients?|numbers|visits?|views?|subscribers?|сообщен\p{L}*|клиент\p{L}*)(?!\p{L})/iu;

export function isCount(after: string): boolean {
  return COUNTED.test(after);
}

/** A login code somebody received over WhatsApp, or a sentence that gives one. */
export function isOneTimeCode({ before, line }: Token): boolean {
  if (
    /(?:verification|login|security|one[- ]?time|otp|passcode|confirmation|whatsapp)\s{1,2}(?:code|pin)\s{0,2}(?:is|:|=)?\s{0,2}$/i.test(
      before.slice(-48),
    )
  )
    return true;
  if (/\botp\b[^\n]{0,40}$/i.test(before)) return true;
  return /do(?:n't| not) share|expires? in \d|no (?:lo )?compartas|não compartilhe/i.test(line);
}
