/** Where `actual` lacks something of `expected`; what Slack adds by itself is no difference. Undefined when nothing does. */
export function differs(actual: unknown, expected: unknown, at = ""): string | undefined {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return `${at} is no list`;
    if (actual.length !== expected.length) return `${at} has ${actual.length} entries instead of ${expected.length}`;
    return first(expected.map((value, index) => () => differs(actual[index], value, `${at}/${index}`)));
  }
  if (typeof expected === "object" && expected !== null) {
    const has = (typeof actual === "object" ? actual : null) as Record<string, unknown> | null;
    return first(
      Object.entries(expected)
        .filter(([, value]) => value !== undefined)
        .map(
          ([key, value]) =>
            () =>
              differs(has?.[key], value, `${at}/${key}`),
        ),
    );
  }
  return actual === expected ? undefined : `${at} is ${short(actual, expected)} instead of ${short(expected, actual)}`;
}

function first(looks: readonly (() => string | undefined)[]): string | undefined {
  for (const look of looks) {
    const found = look();
    if (found !== undefined) return found;
  }
  return undefined;
}

const AROUND = 60;

/** What is around the first difference. */
function short(value: unknown, other: unknown): string {
  const [text, otherText] = [value, other].map((one) => JSON.stringify(one ?? null)) as [string, string];
  let at = 0;
  while (at < text.length && text[at] === otherText[at]) at += 1;
  return `${at > AROUND ? "…" : ""}${text.slice(Math.max(0, at - AROUND), at + AROUND)}`;
}
