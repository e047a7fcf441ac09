import {
  AFTER_APOSTROPHE,
  AFTER_KEY,
  BARE_VALUE,
  BARE_WORD,
  BLANK_LINE,
  decode,
  INTERESTING,
  KEY_START,
  LIST_START,
  OBJECT_START,
  QUOTES,
} from "./loose-patterns.ts";

/** What a tolerant reader makes of JSON, Python or JavaScript that may be escaped, cut off or wrapped in prose. */
export type Leaf = { kind: "leaf"; key: string; text: string; quoted: boolean; at: number; up: Group };

export type Group = {
  kind: "group";
  /** Normalised name: lower case, letters and digits only. An item has the name of its list. */
  key: string;
  isList: boolean;
  at: number;
  depth: number;
  up: Group | undefined;
  /** The items of a list; what an object holds is in `byKey`. */
  children: (Leaf | Group)[];
  byKey: Map<string, Leaf | Group>;
  /** What readers found for this group, each in a place of its own. */
  answers?: unknown[];
};

/** A run of text with its place in the whole, and the structure it stands in, if any. */
export type Passage = { at: number; text: string; group?: Group };

export type Tree = { groups: Group[]; leaves: Leaf[]; prose: Passage[] };

const DEEPEST = 60;
/** What most groups have, lists above all; a map for each costs more than reading it. */
const NO_KEYS = new Map<string, Leaf | Group>();

export function nameOf(key: string): string {
  if (/^[a-z]{1,80}$/.test(key)) return key;
  return key
    .slice(0, 80)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

/** Reads every structure in the text in one pass; `prose` is what stands outside of them. */
export function readLoosely(text: string, inside?: Leaf): Tree {
  return new LooseReader(text, inside).read();
}

type Delimiter = { quote: string; slashes: number };

/** A state machine with a position: the one place where a class is the plainest form. */
class LooseReader {
  private readonly text: string;
  private readonly groups: Group[] = [];
  private readonly leaves: Leaf[] = [];
  private readonly prose: Passage[] = [];
  private readonly unclosed = new Set<string>();
  private readonly root: Group;
  private current: Group;
  private pending: string | undefined;
  private overflow = 0;
  private at = 0;
  private proseFrom = 0;

  private readonly base: number;

  constructor(text: string, inside: Leaf | undefined) {
    this.text = text;
    this.base = inside?.at ?? 0;
    const key = inside?.key ?? "";
    this.root = {
      kind: "group",
      key,
      isList: false,
      at: 0,
      depth: 0,
      up: inside?.up,
      children: [],
      byKey: NO_KEYS,
    };
    this.current = this.root;
  }

  read(): Tree {
    while (this.at < this.text.length) {
      if (this.current === this.root) this.readProse();
      else this.readInside();
    }
    if (this.current === this.root) this.keepProse(this.text.length);
    return { groups: this.groups, leaves: this.leaves, prose: this.prose };
  }

  private readProse(): void {
    INTERESTING.lastIndex = this.at;
    const found = INTERESTING.exec(this.text);
    if (!found) {
      this.at = this.text.length;
      return;
    }
    this.at = found.index;
    if (this.opensStructure()) return;
    this.at += found[0].length;
  }

  private opensStructure(): boolean {
    const char = this.text.charAt(this.at);
    if (char === "{" || char === "[") {
      const starts = char === "{" ? OBJECT_START : LIST_START;
      starts.lastIndex = this.at + 1;
      if (!starts.test(this.text)) return false;
      this.keepProse(this.at);
      this.open(char === "[", this.at);
      this.at += 1;
      return true;
    }
    KEY_START.lastIndex = this.at;
    if (!KEY_START.test(this.text)) return false;
    this.keepProse(this.at);
    this.open(false, this.at);
    return true;
  }

  private readInside(): void {
    const char = this.text.charAt(this.at);
    if (char === "{" || char === "[") {
      if (this.current.depth >= DEEPEST) this.overflow += 1;
      else this.open(char === "[", this.at);
      this.at += 1;
    } else if (char === "}" || char === "]") {
      this.at += 1;
      this.close(char === "]");
    } else if (QUOTES.includes(char) || char === "\\") this.readQuoted();
    else if (char === "\n" && this.pending === undefined && this.isFragment() && this.blankLineAt()) {
      this.current = this.root;
      this.proseFrom = this.at;
    } else if (/[\s,;:=>]/.test(char)) this.at += 1;
    else this.readBare();
  }

  private open(isList: boolean, at: number): void {
    const up = this.current;
    const key = this.pending ?? (up.isList || up === this.root ? up.key : "");
    const group: Group = {
      kind: "group",
      key,
      isList,
      at: this.base + at,
      depth: up.depth + 1,
      up,
      children: [],
      byKey: NO_KEYS,
    };
    this.pending = undefined;
    this.attach(group);
    this.groups.push(group);
    this.current = group;
  }

  private attach(node: Leaf | Group): void {
    const up = this.current;
    if (up.isList) {
      up.children.push(node);
      return;
    }
    if (node.key === "" || up.byKey.has(node.key)) return;
    if (up.byKey === NO_KEYS) up.byKey = new Map();
    up.byKey.set(node.key, node);
  }

  private close(isList: boolean): void {
    if (this.overflow > 0) {
      this.overflow -= 1;
      return;
    }
    this.pending = undefined;
    let target: Group | undefined = this.current;
    while (target && target !== this.root && target.isList !== isList) target = target.up;
    if (!target || target === this.root) return;
    this.current = target.up ?? this.root;
    if (target.depth === 1) this.current = this.root;
    if (this.current === this.root) this.proseFrom = this.at;
  }

  private readQuoted(): void {
    const delimiter = this.delimiterAt(this.at);
    if (!delimiter) {
      // `\n` between the members of an escaped object.
      this.at += /[nrtf]/.test(this.text.charAt(this.at + 1)) ? 2 : 1;
      return;
    }
    const start = this.at + delimiter.slashes + 1;
    const end = this.endOfString(start, delimiter);
    const raw = this.text.slice(start, end.at);
    this.at = end.next;
    AFTER_KEY.lastIndex = this.at;
    if (!this.current.isList && this.pending === undefined && AFTER_KEY.test(this.text)) {
      this.at = AFTER_KEY.lastIndex;
      this.pending = nameOf(raw);
      return;
    }
    this.leaf(decode(raw, delimiter.slashes), true, start);
  }

  private delimiterAt(at: number): Delimiter | undefined {
    let slashes = 0;
    while (this.text.charAt(at + slashes) === "\\" && slashes < 64) slashes += 1;
    const quote = this.text.charAt(at + slashes);
    return quote !== "" && QUOTES.includes(quote) ? { quote, slashes } : undefined;
  }

  /** The end of the content and where reading goes on; without a closing quote the string ends with its line. */
  private endOfString(start: number, { quote, slashes }: Delimiter): { at: number; next: number } {
    const name = quote + slashes;
    let from = start;
    while (!this.unclosed.has(name)) {
      const found = this.text.indexOf(quote, from);
      if (found < 0) {
        this.unclosed.add(name);
        break;
      }
      let run = 0;
      while (run < found - start && this.text.charAt(found - 1 - run) === "\\" && run < 4096) run += 1;
      const isEnd = run <= slashes || (run - slashes) % (2 * (slashes + 1)) === 0;
      if (isEnd && (quote !== "'" || this.closesApostrophe(found)))
        return { at: found - Math.min(run, slashes), next: found + 1 };
      from = found + 1;
    }
    const line = this.text.indexOf("\n", start);
    const end = line < 0 ? this.text.length : line;
    return { at: end, next: end };
  }

  private closesApostrophe(at: number): boolean {
    AFTER_APOSTROPHE.lastIndex = at + 1;
    return AFTER_APOSTROPHE.test(this.text);
  }

  private readBare(): void {
    const pattern = this.pending === undefined && !this.current.isList ? BARE_WORD : BARE_VALUE;
    pattern.lastIndex = this.at;
    const start = this.at;
    const word = pattern.exec(this.text)?.[0] ?? this.text.charAt(this.at);
    this.at += Math.max(1, word.length);
    if (this.pending !== undefined || this.current.isList) {
      this.leaf(word.trim(), false, start);
      return;
    }
    AFTER_KEY.lastIndex = this.at;
    if (AFTER_KEY.test(this.text)) {
      this.at = AFTER_KEY.lastIndex;
      this.pending = nameOf(word);
      return;
    }
    // Words where a key should stand: the end of a fragment that never had an opening brace.
    if (this.isFragment()) {
      this.current = this.root;
      this.proseFrom = start;
    }
  }

  /** A fragment whose opening brace was cut off. */
  private isFragment(): boolean {
    return this.current.depth === 1 && !/[{[]/.test(this.text.charAt(this.current.at - this.base));
  }

  private blankLineAt(): boolean {
    BLANK_LINE.lastIndex = this.at;
    return BLANK_LINE.test(this.text);
  }

  private leaf(text: string, quoted: boolean, at: number): void {
    const key = this.pending ?? this.current.key;
    this.pending = undefined;
    const leaf: Leaf = { kind: "leaf", key, text, quoted, at: this.base + at, up: this.current };
    this.attach(leaf);
    this.leaves.push(leaf);
  }

  private keepProse(until: number): void {
    if (until > this.proseFrom) {
      this.prose.push({ at: this.base + this.proseFrom, text: this.text.slice(this.proseFrom, until) });
    }
  }
}
