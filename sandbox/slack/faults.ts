/** What goes wrong with the next call of a Web API method, or with the next delivery to the app. */
export type Fault =
  | { kind: "rate_limited"; retryAfter: number }
  | { kind: "error"; error: string }
  | { kind: "http"; status: number }
  /** The connection is cut before anything happened. */
  | { kind: "drop" }
  /** The call is carried out, then the connection is cut: the caller cannot know. */
  | { kind: "accept_then_drop" }
  /** Carried out at once, answered after `ms` of the workspace clock. */
  | { kind: "slow"; ms: number }
  /** Deliveries: the app's answer never arrives. */
  | { kind: "lost_ack" }
  /** Deliveries: the same request twice, byte for byte, as a load balancer's retry does. The first answer counts. */
  | { kind: "duplicate"; when?: "at_once" | "afterwards" }
  /** Deliveries: held back until the next delivery has been answered, so that the app sees them the wrong way round. */
  | { kind: "out_of_order" }
  /** Deliveries over HTTP: what a forger or a broken clock would send. */
  | { kind: "signature"; as: "wrong" | "stale" | "future" | "missing" };

export type Faults = {
  /** `method` is a Web API method, `*` for any, or `delivery:` and the payload's type (`delivery:view_submission`). */
  failNext(method: string, fault: Fault, times?: number): void;
  take(method: string): Fault | undefined;
  clear(): void;
};

export function createFaults(): Faults {
  let waiting: { method: string; fault: Fault }[] = [];
  return {
    failNext(method, fault, times = 1) {
      for (let i = 0; i < times; i++) waiting.push({ method, fault });
    },
    take(method) {
      const isAny = (one: string): boolean => one === "*" && !method.startsWith("delivery:");
      const index = waiting.findIndex((one) => one.method === method || isAny(one.method));
      return index < 0 ? undefined : waiting.splice(index, 1)[0]?.fault;
    },
    clear() {
      waiting = [];
    },
  };
}
