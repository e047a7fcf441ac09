import { SLOWER } from "../support/within.ts";

/** One deliberate mistake: what it replaces, and the words by which a failing test names it. */
export type Breakage = { name: string; file: string; find: string; replace: string; because: RegExp };

/** Mistakes that a bot makes without noticing, each of which the real Slack would punish in its own way. */
export const BREAKAGES: readonly Breakage[] = [
  {
    name: "a late ack",
    file: "src/slack/listeners/waba-command.ts",
    find: "  await ack(parsed.ok ? `Checking",
    replace: `  await new Promise((resolve) => setTimeout(resolve, ${3200 * SLOWER}));\n  await ack(parsed.ok ? \`Checking`,
    because: /expected 'timeout' to be 'acked'/,
  },
  {
    name: "a section of 3001 characters",
    file: "src/slack/views/ticket-card.ts",
    find: "    section(title(record)),\n",
    replace: '    { type: "section", text: { type: "mrkdwn", text: "x".repeat(3001) } },\n',
    because: /\b3001 characters/,
  },
  {
    name: "a missing scope",
    file: "manifest.yml",
    find: "      - users:read # guests and strangers may not act\n",
    replace: "",
    because: /missing_scope/,
  },
  {
    name: "a stale update",
    file: "src/slack/render-notice.ts",
    find: "    const record = notice.ticketId === null ? undefined : await store.tickets.load({ id: notice.ticketId });\n",
    replace:
      "    const kept = (globalThis.kept ??= new Map());\n" +
      "    if (!kept.has(notice.ticketId)) kept.set(notice.ticketId, await store.tickets.load({ id: notice.ticketId }));\n" +
      "    const record = kept.get(notice.ticketId);\n",
    because: /Said done by <@U0BEN/,
  },
  {
    name: "a duplicate post",
    file: "src/slack/post-notice.ts",
    find: "  const posted = await client.chat.postMessage({\n",
    replace:
      "  await client.chat.postMessage({ ...content, ...(threadTs === null ? {} : { thread_ts: threadTs }) });\n" +
      "  const posted = await client.chat.postMessage({\n",
    because: /to have a length of 1 but got 2/,
  },
];
