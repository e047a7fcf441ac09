import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { type Browser, chromium, type Page } from "playwright-core";
import { describe } from "vitest";

const PATH = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];
const isHere = existsSync(PATH);

/** On a developer's machine a missing browser skips the file and says so; in CI it is a failure. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (isHere || process.env.CI === "true") return void describe(name, { timeout: 120_000 }, tests);
  describe.skip(`${name} (no Chromium at ${PATH}; set CHROMIUM_PATH to run these)`, tests);
}

/** A cold start on a busy machine takes many seconds, so one browser serves a whole file. */
export function launchChromium(): Promise<Browser> {
  if (!isHere) throw new Error(`No Chromium at ${PATH}. Install one or set CHROMIUM_PATH to its path.`);
  return chromium.launch({ executablePath: PATH, args: ARGS, timeout: 60_000 });
}

export type Opened = { page: Page; problems: string[] };

/** Opens an address in a fresh context; `problems` collects what the page's own console complains about. */
export async function openPage(
  browser: Browser,
  url: string,
  look: { width?: number; height?: number; dark?: boolean; zone?: string } = {},
): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1280, height: look.height ?? 800 },
    colorScheme: look.dark ? "dark" : "light",
    // Deliberately nobody's zone: a time in the browser's zone instead of the viewer's shows at once.
    timezoneId: look.zone ?? "Pacific/Auckland",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  await page.goto(url);
  return { page, problems };
}

/** Keeps a picture for people to look at; nothing compares it. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir("artefacts", { recursive: true });
  await page.screenshot({ path: `artefacts/${name}.png` });
}
