type Cell = string | number;

/** A table for docs/performance.md: words at the left, numbers at the right. */
export function printTable(head: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const line = (cells: readonly Cell[]) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, at) => (at === 0 ? "---" : "---:"));
  console.log(["", line(head), `|${rule.join("|")}|`, ...rows.map(line), ""].join("\n"));
}

/** As many digits as are worth reading. */
export function ms(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
