/** A form that was filed, as its person was told. */
export type Filing = { viewId: string; by: string; number: string; ref: string };

/** A press that Slack saw acked, and how many private lines its person had read by then. */
export type Press = { by: string; ref: string; step: string; to: "claimed" | "todo" | "skipped"; readBefore: number };

export type Mention = { by: string; channel: string; ts: string };

/** What the bot took on while the storm went on: the database and the channel are held to it. */
export type Ledger = {
  filings: Filing[];
  /** Forms that went away before their person was told; each may have been filed. */
  unsure: Set<string>;
  presses: Press[];
  mentions: Mention[];
  /** Which person pressed what already, each only once, so that a press is known by it. */
  pressed: Set<string>;
  /** What a person could not do however often they tried. */
  gaveUp: string[];
  /** Numbers to be used next; when none is left each is one that nobody has seen. */
  known: string[];
  nextNumber(): string;
};

/** Numbers that the fake Graph API knows, so that a live read verifies or disputes a tick and says so in the thread. */
export const KNOWN: readonly string[] = [
  "+15550100007",
  "+15550100001",
  "+15550100002",
  "+15550100013",
  "+15550100004",
  "+15550100008",
];

export function createLedger(): Ledger {
  let used = 0;
  const known = [...KNOWN];
  return {
    known,
    filings: [],
    unsure: new Set(),
    presses: [],
    mentions: [],
    pressed: new Set(),
    gaveUp: [],
    nextNumber() {
      used += 1;
      return known.shift() ?? `+1555${String(2_000_000 + used)}`;
    },
  };
}
