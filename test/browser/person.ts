import type { Browser, Locator, Page } from "playwright-core";
import { openPage } from "./chromium.ts";

/** One person in a browser of their own, who sees what is on the screen and nothing else. */
export type Person = {
  page: Page;
  problems: readonly string[];
  /** Messages of the channel they look at. */
  log: Locator;
  thread: Locator;
  dialog: Locator;
  write(text: string): Promise<void>;
  goTo(channel: string): Promise<void>;
  /** Opens the thread under the ticket's card. */
  openTicket(ref: string): Promise<void>;
  /** Presses a button of a step in the open thread: `Done`, `Blocked: why?`, `Release…`. */
  press(words: string, step: string): Promise<void>;
  /** Chooses from the three dots of a step in the open thread. */
  choose(choice: string, step: string): Promise<void>;
  /** A field of the open dialog by the beginning of its label, with hint and error. */
  field(label: string): Locator;
  submit(words: string): Promise<void>;
  /** Closes the whole stack with the cross. */
  leaveDialogs(): Promise<void>;
};

const CHANNELS = { "#general": "C0GENERAL01", "#waba-support": "C0SUPPORT01" } as const;
const IDS = { ana: "U0ANA000001", ben: "U0BEN000001", chloe: "U0CHLOE0001" } as const;

export async function aPerson(
  browser: Browser,
  url: string,
  name: keyof typeof IDS,
  { channel = "#general", dark = false }: { channel?: keyof typeof CHANNELS; dark?: boolean } = {},
): Promise<Person> {
  const { page, problems } = await openPage(browser, `${url}?as=${IDS[name]}&channel=${CHANNELS[channel]}`, { dark });
  const composer = page.locator(".conversation").getByRole("combobox", { name: /^Message / });
  const thread = page.getByRole("log", { name: "Messages in the thread" });
  const dialog = page.getByRole("dialog");
  await composer.waitFor();

  function row(step: string): Locator {
    // The card above names the next step too, without a menu of its own.
    const menu = page.getByRole("button", { name: "More options" });
    return thread.locator(".block").filter({ hasText: step, has: menu }).last();
  }
  return {
    page,
    problems,
    log: page.locator(".conversation").getByRole("log"),
    thread,
    dialog,
    async write(text) {
      await composer.fill(text);
      await composer.press("Enter");
    },
    async goTo(to) {
      await page.getByRole("button", { name: new RegExp(`^#?\\s*${to.replace("#", "")}`) }).click();
      await page.getByRole("combobox", { name: `Message ${to}` }).waitFor();
    },
    async openTicket(ref) {
      const card = page
        .locator(".conversation")
        .getByRole("article")
        .filter({ hasText: `${ref} ·` })
        .first();
      await card.getByRole("button", { name: /repl(y|ies)/ }).click();
      await thread.getByText("Checklist").first().waitFor();
    },
    async press(words, step) {
      await thread.getByRole("button", { name: `${words}: ${step}`, exact: true }).click();
    },
    async choose(choice, step) {
      await row(step).getByRole("button", { name: "More options" }).click();
      await page.getByRole("menuitem", { name: choice, exact: true }).click();
    },
    field: (label) =>
      dialog.locator(".block").filter({ has: page.locator(".input-label", { hasText: startingWith(label) }) }),
    async submit(words) {
      await dialog.locator("footer").getByRole("button", { name: words, exact: true }).click();
    },
    async leaveDialogs() {
      await dialog.getByRole("button", { name: "Close", exact: true }).first().click();
      await dialog.waitFor({ state: "detached" });
    },
  };
}

function startingWith(label: string): RegExp {
  return new RegExp(`^${label.replace(/[()?]/g, "\\$&")}`);
}
