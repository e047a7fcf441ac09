import fc from "fast-check";

const ODD = [
  "\u0000",
  "\u00a0",
  "\u200b",
  "\u202e",
  "\ufeff",
  "\ud800",
  "\udc00",
  "１",
  "٣",
  "é",
  "漢",
  "😀",
  "<tel:",
  "&quot;",
  "\\n",
];

/** Text of any kind, with a liking for what breaks readers: lone surrogates, odd spaces, half markup. */
export const anyText = fc.string({
  unit: fc.oneof(
    { weight: 6, arbitrary: fc.string({ unit: "binary-ascii", minLength: 1, maxLength: 1 }) },
    fc.constantFrom(...ODD),
  ),
  maxLength: 200,
});
