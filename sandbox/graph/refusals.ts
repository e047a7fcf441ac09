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
export const UNAVAILABLE = refuse(2, "(#2) Service temporarily unavailable", { status: 503, transient: true });
export const MISSING_OBJECT = refuse(
  100,
  "Unsupported get request. Object with this ID does not exist, cannot be loaded due to missing permissions, or does not support this operation.",
  { type: "GraphMethodException", subcode: 33 },
);
export const TOO_MANY_CALLS: Refusal = {
  ...refuse(
    80008,
    "(#80008) There have been too many calls to this WhatsApp Business account. Wait a bit and try again.",
  ),
  headers: { "Retry-After": "600" },
};
