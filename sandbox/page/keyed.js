/**
 * Makes the children of `parent` follow `items`, reusing the node of an item whose signature did not change:
 * an update elsewhere must not close a menu, drop focus or restart a picture.
 */
export function syncChildren(parent, items, { keyOf, signatureOf, build }) {
  const old = new Map([...parent.children].map((node) => [node.keyedBy, node]));
  const wanted = items.map((item) => {
    const key = keyOf(item);
    const signature = signatureOf(item);
    const known = old.get(key);
    if (known?.signature === signature) return known;
    return Object.assign(build(item), { keyedBy: key, signature });
  });
  for (const node of [...parent.children]) if (!wanted.includes(node)) node.remove();
  for (const [index, node] of wanted.entries()) {
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
  }
}

/**
 * Runs `change` and puts focus and selection back on the control that had them, found by its `data-focus`.
 * Where that control is gone the message takes the focus: the next Tab goes on from there, and a second Enter
 * cannot press a neighbour by accident.
 */
export function keepFocus(change) {
  const before = document.activeElement;
  const key = before?.dataset?.focus;
  const message = before?.closest?.("[data-ts]");
  const log = message?.parentElement;
  const selection = key && "selectionStart" in before ? [before.selectionStart, before.selectionEnd] : undefined;
  change();
  if (before === null || before.isConnected) return;
  const after = key && document.querySelector(`[data-focus="${CSS.escape(key)}"]`);
  const place = after || log?.querySelector(`[data-ts="${CSS.escape(message.dataset.ts)}"]`);
  place?.focus({ preventScroll: true });
  if (after && selection?.[0] != null) after.setSelectionRange(...selection);
}
