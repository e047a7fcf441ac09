type CanSend = "AVAILABLE" | "LIMITED" | "BLOCKED";
type Part = {
  can?: string;
  sip?: "AVAILABLE" | "BLOCKED";
  errors?: readonly (readonly [code: number, text: string, fix?: string])[];
  info?: readonly string[];
};

export type HealthParts = {
  number?: Part;
  account?: Part;
  business?: Part;
  app?: Part;
  /** Entities of a kind that came later, such as FLOW. */
  more?: readonly (Part & { type: string; id: string })[];
  /** Meta's own aggregate is sometimes worse than its parts. */
  aggregate?: CanSend;
  /** The smallest answer that was seen: the aggregate alone. */
  bare?: boolean;
};

/** Without a number: asking the account leaves the number out. */
export type HealthIds = { number?: string; account: string; business: string; app: string };

/** Builds `health_status` as a node answers it: the node asked, and always account, portfolio and app. */
export function buildHealth(parts: HealthParts, ids: HealthIds): object {
  const { number, account, business, app, more = [], aggregate, bare = false } = parts;
  const asked = [...(ids.number === undefined ? [] : [number]), account, business, app, ...more];
  const can_send_message = aggregate ?? worstOf(asked.map((part) => part?.can ?? "AVAILABLE"));
  if (bare) return { can_send_message };
  return {
    can_send_message,
    entities: [
      ...(ids.number === undefined ? [] : [buildEntity("PHONE_NUMBER", ids.number, { sip: "AVAILABLE", ...number })]),
      ...more.map(({ type, id, ...part }) => buildEntity(type, id, part)),
      buildEntity("WABA", ids.account, account),
      buildEntity("BUSINESS", ids.business, business),
      buildEntity("APP", ids.app, { sip: "AVAILABLE", ...app }),
    ],
  };
}

function worstOf(said: readonly string[]): CanSend {
  return said.includes("BLOCKED") ? "BLOCKED" : said.includes("LIMITED") ? "LIMITED" : "AVAILABLE";
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
