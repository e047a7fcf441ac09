import { describeMeta, describeVonage } from "./describe.ts";
import { type MetaFault, prepareMeta, type Verified, verifyMetaAddress } from "./meta.ts";
import { type Prepared, type Sent, send } from "./send.ts";
import { prepareVonage, type VonageFault } from "./vonage.ts";

/** Something a provider tells, to be pushed. */
export type Notice = { to: "meta"; payload: object } | { to: "vonage"; payload: object };

/** Where the bot listens, and the secrets it knows. */
export type Target = {
  meta: { url: string; secret: string; verifyToken: string };
  vonage: { url: string; secret: string; apiKey?: string };
};

export type Delivery = {
  n: number;
  at: string;
  to: Notice["to"];
  /** What was told, in a few words: "account_update ACCOUNT_VIOLATION". */
  about: string;
  status: Sent["status"];
  ms: number;
  fault?: MetaFault | VonageFault;
  /** The delivery whose bytes were sent again. */
  repeats?: number;
  body: string;
};

export type Outbox = {
  /** Without a target nothing is sent. */
  aim(target: Target | undefined): void;
  isAimed(): boolean;
  push(notice: Notice, fault?: string): Promise<Delivery>;
  /** The same bytes with the same headers, as after an answer that was lost. */
  redeliver(n: number): Promise<Delivery>;
  verify(verifyToken?: string): Promise<Verified>;
  /** Every delivery so far, oldest first. */
  deliveries(after?: number): readonly Delivery[];
};

type Kept = { url: string; prepared: Prepared; delivery: Delivery };

const META_FAULTS = ["wrong_secret", "no_signature", "odd_signature", "tampered"] as const satisfies MetaFault[];
const VONAGE_FAULTS = [
  "wrong_secret",
  "unsigned",
  "tampered",
  "no_hash",
  "stale",
  "future",
  "alg_none",
] as const satisfies VonageFault[];

/** Pushes webhooks to one target and keeps what came of each. */
export function createOutbox({ clock }: { clock: () => string }): Outbox {
  let target: Target | undefined;
  const kept: Kept[] = [];

  function aimed(): Target {
    if (target) return target;
    throw new Error("Nobody was named to send webhooks to.");
  }

  async function deliver(url: string, prepared: Prepared, about: Pick<Delivery, "to" | "about" | "fault" | "repeats">) {
    const { status, ms } = await send(url, prepared);
    const delivery: Delivery = { n: kept.length + 1, at: clock(), ...about, status, ms, body: prepared.body };
    kept.push({ url, prepared, delivery });
    return delivery;
  }

  return {
    aim(to) {
      target = to;
    },
    isAimed: () => target !== undefined,
    async push({ to, payload }, asked) {
      const { url, ...keys } = aimed()[to];
      if (to === "meta") {
        const fault = faultOf(META_FAULTS, asked);
        return deliver(url, prepareMeta(payload, { ...keys, ...fault }), {
          to,
          about: describeMeta(payload),
          ...fault,
        });
      }
      const fault = faultOf(VONAGE_FAULTS, asked);
      const about = { to, about: describeVonage(payload), ...fault };
      return deliver(url, prepareVonage(payload, { ...keys, ...fault }), about);
    },
    async redeliver(n) {
      const one = kept.find(({ delivery }) => delivery.n === n);
      if (!one) throw new Error(`There is no delivery ${n}.`);
      const { to, about } = one.delivery;
      return deliver(one.url, one.prepared, { to, about, repeats: n });
    },
    verify: (verifyToken) => {
      const { meta } = aimed();
      return verifyMetaAddress(meta.url, { verifyToken: verifyToken ?? meta.verifyToken });
    },
    deliveries: (after = 0) => kept.map(({ delivery }) => delivery).filter(({ n }) => n > after),
  };
}

function faultOf<T extends string>(known: readonly T[], asked: string | undefined): { fault?: T } {
  if (asked === undefined) return {};
  const fault = known.find((one) => one === asked);
  if (fault) return { fault };
  throw new Error(`There is no fault "${asked}" here. Known: ${known.join(", ")}.`);
}
