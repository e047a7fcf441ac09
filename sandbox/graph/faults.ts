/** What goes wrong with the next calls. */
export type GraphFault =
  /** 80008, the limit of one account, unless another code is named; 4 is the limit of the whole app. */
  | { kind: "rate_limited"; code?: 4 | 80007 | 80008; minutes?: number; retryAfter?: number; status?: number }
  /** Answered as usual, while the headers say how much of the hour's budget is used. */
  | { kind: "usage"; percent: number; minutes?: number }
  /** Graph's own refusal with this code. */
  | { kind: "refused"; code: number }
  /** Something in front of Graph answers, in HTML. */
  | { kind: "http"; status: number }
  /** The connection is cut before an answer. */
  | { kind: "drop" }
  /** The answer ends half-way. */
  | { kind: "cut" }
  | { kind: "slow"; ms: number }
  | { kind: "silent" };

/** What a call is about; `numbers` are those of the node or account it names. */
export type Call = { path: readonly string[]; numbers: readonly string[] };

export type GraphFaults = {
  /** `where`: `*` for any call, a number ("+1555…") for calls about it or its account, or a path (`/me`, one part may be `*`). */
  failNext(where: string, fault: GraphFault, times?: number): void;
  take(call: Call): GraphFault | undefined;
  clear(): void;
};

export function createGraphFaults(): GraphFaults {
  let waiting: { where: string; fault: GraphFault; left: number }[] = [];
  return {
    failNext(where, fault, times = 1) {
      if (!/^(\*$|\+\d+$|\/)/.test(where)) {
        throw new Error(
          `A fault needs a place: "*", a number such as +15550100001, or a path such as /*/phone_numbers.`,
        );
      }
      waiting.push({ where, fault, left: times });
    },
    take(call) {
      const found = waiting.find(({ where }) => isAt(where, call));
      if (!found) return undefined;
      found.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return found.fault;
    },
    clear() {
      waiting = [];
    },
  };
}

function isAt(where: string, { path, numbers }: Call): boolean {
  if (where === "*") return true;
  if (where.startsWith("+")) return numbers.includes(where);
  const parts = where.split("/").filter(Boolean);
  return parts.length === path.length && parts.every((part, at) => part === "*" || part === path[at]);
}
