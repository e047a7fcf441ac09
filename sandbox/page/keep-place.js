/**
 * Runs `change` and leaves what is at the top of the scrolled `node` where it is on the screen, found again by its key.
 * The browser's own anchoring loses the place when the message that is read is drawn anew together with one above it.
 */
export function keepPlace(node, change) {
  const { top } = node.getBoundingClientRect();
  const anchor = [...node.children].find((child) => child.getBoundingClientRect().bottom > top);
  const before = anchor?.getBoundingClientRect().top;
  change();
  const after = anchor && [...node.children].find(({ keyedBy }) => keyedBy === anchor.keyedBy);
  if (after) node.scrollTop += after.getBoundingClientRect().top - before;
}
