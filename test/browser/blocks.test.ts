import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { appMessage, mrkdwn, plain, said, stateFor, WORKSPACE } from "./canned-content.ts";
import { serveCanned } from "./canned-workspace.ts";
import { describeInBrowser, launchChromium, type Opened, openPage, picture } from "./chromium.ts";

const HOSTILE = "<img src=x onerror=alert(1)><script>alert(1)</script>";
const button = (text: string, more = {}) => ({ type: "button", action_id: text, text: plain(text), ...more });
const options = ["One", "Two"].map((text) => ({
  text: plain(text),
  value: text.toLowerCase(),
  description: plain(`About ${text}`),
}));

const GALLERY = appMessage(90, {
  text: "Locked: policy",
  blocks: [
    { type: "header", block_id: "h", text: plain("Locked: *policy violation* :lock:") },
    {
      type: "section",
      block_id: "s",
      text: mrkdwn("*Confirmed* by `131031`, _sent_ a*b*c &lt;b&gt; <https://example.com|a page>\n&gt; quoted"),
      fields: [mrkdwn("*Provider*\nVonage"), mrkdwn("*Account*\n`104…`")],
      accessory: { type: "overflow", action_id: "o", options },
    },
    {
      type: "context",
      block_id: "c",
      elements: [mrkdwn("First seen <!date^1795356300^{date_short} at {time}|22 Nov>")],
    },
    { type: "divider", block_id: "d" },
    {
      type: "actions",
      block_id: "a",
      elements: [
        button("Escalate", { style: "primary" }),
        button("Check again"),
        button("Remove", { style: "danger" }),
      ],
    },
    {
      type: "actions",
      block_id: "a2",
      elements: [
        { type: "checkboxes", action_id: "ticks", options },
        { type: "radio_buttons", action_id: "r", options },
      ],
    },
    {
      type: "section",
      block_id: "s2",
      text: plain(`*not bold* ${HOSTILE}`),
      accessory: { type: "static_select", action_id: "sel", placeholder: plain("Assign"), options },
    },
    {
      type: "rich_text",
      block_id: "rt",
      elements: [
        { type: "rich_text_section", elements: [{ type: "text", text: "rich", style: { bold: true } }] },
        {
          type: "rich_text_list",
          style: "bullet",
          elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "first" }] }],
        },
        { type: "rich_text_preformatted", elements: [{ type: "text", text: '{"code": 131031}' }] },
        { type: "rich_text_quote", elements: [{ type: "text", text: "said" }] },
      ],
    },
    { type: "markdown", block_id: "m", text: "# Title\n\n**bold** and `code`\n\n- item" },
    { type: "hologram", block_id: "x" },
    { type: "actions", block_id: "a3", elements: [{ type: "hologram_button", action_id: "y" }] },
  ],
});

const MESSAGES = [
  said(0, "U2", "The number is locked, can somebody look? <@U1>"),
  said(20, "U2", '```\n{"error": {"code": 131031}}\n```'),
  appMessage(60, {
    text: `Only for you: *bold* ${HOSTILE.replaceAll("<", "&lt;").replaceAll(">", "&gt;")}`,
    ephemeral: true,
  }),
  { ...GALLERY, reply_count: 2, reply_users: ["U1", "UB"], latest_reply: "1795356700.000100", thread_ts: GALLERY.ts },
];

describeInBrowser("the blocks of a message", () => {
  let browser: Browser;
  let canned: Awaited<ReturnType<typeof serveCanned>>;
  let opened: Opened;
  beforeAll(async () => {
    canned = await serveCanned({ workspace: WORKSPACE, state: (user) => stateFor(user, MESSAGES) });
    browser = await launchChromium();
    opened = await openPage(browser, canned.url, { height: 1500 });
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await canned?.close();
  });
  const block = (type: string) => opened.page.locator(`.block-${type}`);

  it("format mrkdwn only between word boundaries", async () => {
    await block("section").first().waitFor();
    expect(await block("section").first().locator("strong").allTextContents()).toEqual([
      "Confirmed",
      "Provider",
      "Account",
    ]);
    expect(await block("section").first().locator(".section-text").textContent()).toContain("a*b*c <b> a page");
    await picture(opened.page, "blocks-light");
  });

  it("never format plain text, and never read anything as HTML", async () => {
    expect(await block("header").textContent()).toBe("Locked: *policy violation* 🔒");
    expect(await block("section").nth(1).locator(".section-text").textContent()).toBe(`*not bold* ${HOSTILE}`);
    expect(await opened.page.locator(".messages :is(img, script)").count()).toBe(0);
  });

  it("show a red placeholder for a block or element nobody taught them", async () => {
    expect(await opened.page.locator(".unknown").allTextContents()).toEqual([
      'This page cannot show the block type "hologram".',
      'This page cannot show the element type "hologram_button".',
    ]);
  });

  it("show times in the zone of the person acted as", async () => {
    const time = block("context").locator("time");
    expect(await time.textContent()).toBe("Nov 22nd, 2026 at 2:05 PM");
    const japan = await openPage(browser, `${canned.url}?as=U3`);
    expect(await japan.page.locator(".block-context time").textContent()).toBe("Nov 22nd, 2026 at 11:05 PM");
    await japan.page.context().close();
  });

  it("mark what only the viewer sees", async () => {
    expect(await opened.page.locator(".message-ephemeral").textContent()).toContain("Only visible to you");
  });

  it("are readable in the dark and on a telephone", async () => {
    const dark = await openPage(browser, canned.url, { dark: true, height: 1500 });
    await dark.page.locator(".block-header").waitFor();
    await picture(dark.page, "blocks-dark");
    const narrow = await openPage(browser, canned.url, { width: 390, height: 844 });
    await narrow.page.locator(".block-header").waitFor();
    const overflow = await narrow.page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(overflow).toBeLessThanOrEqual(0);
    await picture(narrow.page, "blocks-narrow");
    await dark.page.context().close();
    await narrow.page.context().close();
  });

  it("leave the console quiet", () => {
    expect(opened.problems).toEqual([]);
  });
});
