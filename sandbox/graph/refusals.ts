export type Refusal = { status: number; body: { error: Record<string, unknown> }; headers?: Record<string, string> };

type Options = { status?: number; type?: string; subcode?: number; details?: string; transient?: boolean };

/** A refusal with Graph's envelope. The trace id is invented. */
export function refuse(code: number, message: string, options: Options = {}): Refusal {
  const { status = 400, type = "OAuthException", subcode, details, transient } = options;
  return {
    status,
    body: {
      error: {
        message,
        type,
        code,
        ...(transient === undefined ? {} : { is_transient: transient }),
        ...(subcode && { error_subcode: subcode }),
        ...(details && { error_data: { messaging_product: "whatsapp", details } }),
        fbtrace_id: "ASandboxTrace0001",
      },
    },
  };
}

export const LOCKED = refuse(131031, "(#131031) Business Account locked", {
  status: 403,
  details: "Business account has been locked.",
});
export const PIN_MISMATCH = refuse(133005, "(#133005) Two step verification PIN Mismatch", {
  details: "Two-step verification PIN incorrect.",
});
export const NOT_REGISTERED = refuse(133010, "(#133010) Account not registered");
export const PAYMENT = refuse(131042, "(#131042) Business eligibility payment issue", {
  details: "Message failed to send because there were one or more errors related to your payment method.",
});
export const TEMPORARILY_BLOCKED = refuse(368, "(#368) Temporarily blocked for policies violations", {
  status: 403,
  details: "The WhatsApp Business Account has been restricted for violating a platform policy.",
});
export const TOKEN_EXPIRED = refuse(
  190,
  "Error validating access token: Session has expired on Saturday, 21-Nov-26 23:00:00 PST.",
  { status: 401, subcode: 463 },
);
export const NO_PERMISSION = refuse(200, "(#200) Permissions error", { status: 403 });
export const UNAVAILABLE = refuse(2, "(#2) Service temporarily unavailable", { status: 503, transient: true });
export const NO_SUCH_NAME = refuse(803, "Phone number not found", { status: 404, type: "GraphMethodException" });
export const APP_LIMIT = refuse(4, "(#4) Application request limit reached", { subcode: 2446079, transient: true });
const ACCOUNT_LIMIT = "There have been too many calls to this WhatsApp Business account.";
export const SEND_LIMIT = refuse(80007, `(#80007) ${ACCOUNT_LIMIT}`);
export const READ_LIMIT = refuse(80008, `(#80008) ${ACCOUNT_LIMIT} Wait a bit and try again.`);

/** Graph says neither which of the three it is. */
export function missingObject(id: string): Refusal {
  const what = `Object with ID '${id}' does not exist, cannot be loaded due to missing permissions`;
  const message = `Unsupported get request. ${what}, or does not support this operation.`;
  return refuse(100, message, { type: "GraphMethodException", subcode: 33 });
}

/** Refusals a test can ask for by their code alone. */
export const BY_CODE: ReadonlyMap<number, Refusal> = new Map(
  [
    LOCKED,
    PIN_MISMATCH,
    NOT_REGISTERED,
    PAYMENT,
    TEMPORARILY_BLOCKED,
    TOKEN_EXPIRED,
    NO_PERMISSION,
    UNAVAILABLE,
    NO_SUCH_NAME,
    APP_LIMIT,
    SEND_LIMIT,
    READ_LIMIT,
  ].map((refusal) => [Number(refusal.body.error.code), refusal]),
);
