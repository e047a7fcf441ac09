type CanSend = "AVAILABLE" | "LIMITED" | "BLOCKED";
type Part = {
  can?: CanSend;
  sip?: "AVAILABLE" | "BLOCKED";
  errors?: readonly [code: number, text: string, fix?: string][];
  info?: readonly string[];
};

export type HealthParts = {
  number?: Part;
  account?: Part;
  business?: Part;
  app?: Part;
  /** Meta's own aggregate is sometimes worse than its parts. */
  aggregate?: CanSend;
};

export type HealthIds = { number: string; account: string; business: string; app: string };

/** Builds `health_status` as the phone-number node answers it: the number, its account, portfolio and app. */
export function buildHealth({ number, account, business, app, aggregate }: HealthParts, ids: HealthIds): object {
  const parts = [number, account, business, app].map((part) => part?.can ?? "AVAILABLE");
  const worst = parts.includes("BLOCKED") ? "BLOCKED" : parts.includes("LIMITED") ? "LIMITED" : "AVAILABLE";
  return {
    can_send_message: aggregate ?? worst,
    entities: [
      buildEntity("PHONE_NUMBER", ids.number, { sip: "AVAILABLE", ...number }),
      buildEntity("WABA", ids.account, account),
      buildEntity("BUSINESS", ids.business, business),
      buildEntity("APP", ids.app, { sip: "AVAILABLE", ...app }),
    ],
  };
}

function buildEntity(type: string, id: string, { can = "AVAILABLE", sip, errors, info }: Part = {}): object {
  return {
    entity_type: type,
    id,
    can_send_message: can,
    ...(sip && { can_receive_call_sip: sip }),
    ...(info && { additional_info: info }),
    ...(errors && {
      errors: errors.map(([error_code, error_description, possible_solution]) => ({
        error_code,
        error_description,
        ...(possible_solution && { possible_solution }),
      })),
    }),
  };
}
