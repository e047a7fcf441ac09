import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { describeInBrowser, launchChromium, type Opened, openPage, picture } from "./chromium.ts";
import { startTinyWorkspace, type TinyWorkspace } from "./tiny-app.ts";

describeInBrowser("a person on the page", () => {
  let browser: Browser;
  let tiny: TinyWorkspace;
  let opened: Opened;
  let page: Page;
  beforeAll(async () => {
    tiny = await startTinyWorkspace();
    browser = await launchChromium();
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await tiny?.close();
  });
  beforeEach(async () => {
    tiny.slack.reset();
    opened = await openPage(browser, tiny.slack.url);
    page = opened.page;
    await composer().waitFor();
  });
  afterEach(async () => {
    await page.context().close();
    expect(opened.problems).toEqual([]);
    expect(tiny.slack.redEntries()).toEqual([]);
  });

  const composer = () => page.getByRole("combobox", { name: "Message #general" });
  const log = () => page.getByRole("log", { name: "Messages in #general" });
  const dialog = () => page.getByRole("dialog");
  const write = async (text: string) => {
    await composer().fill(text);
    await composer().press("Enter");
  };
  const button = (name: string) => page.getByRole("button", { name, exact: true });

  it("sends a command and sees the private answer replaced in place", async () => {
    await write("/tiny hello");
    await log().getByText("You said hello").waitFor();
    expect(await log().getByText("Only visible to you").count()).toBe(1);
    await button("Check again").click();
    await log().getByText("Checked again").waitFor();
    expect(await log().getByText("You said hello").count()).toBe(0);
    expect(await composer().inputValue()).toBe("");
  });

  it("is offered the command and its words while typing", async () => {
    await composer().pressSequentially("/t");
    const options = page.getByRole("option");
    await options.first().waitFor();
    await composer().press("Enter");
    expect(await composer().inputValue()).toBe("/tiny ");
    expect(await options.locator(".suggestion-label").allTextContents()).toEqual([
      "/tiny card",
      "/tiny form",
      "/tiny stack",
      "/tiny slow",
      "/tiny help",
    ]);
    await picture(page, "suggestions");
    await composer().press("ArrowDown");
    await composer().press("Enter");
    expect(await composer().inputValue()).toBe("/tiny form");
  });

  it("presses a button, and another person sees who did", async () => {
    await write("/tiny card");
    await button("Claim").click();
    await log().getByText("claim by ana").waitFor();
    await button("You act as Ana Almeida").click();
    await page.getByRole("menuitemradio", { name: /Ben Brooks/ }).click();
    await button("You act as Ben Brooks").waitFor();
    await button("Claim").click();
    await log().getByText("claim by ben").waitFor();
    await picture(page, "card");
  });

  it("is asked before a dangerous press, and nothing happens on Keep", async () => {
    await write("/tiny card");
    await button("Remove").click();
    await dialog().getByText("This cannot be undone.").waitFor();
    await picture(page, "confirm");
    await button("Keep").click();
    await button("Remove").click();
    await dialog().getByRole("button", { name: "Remove" }).click();
    await log().getByText("remove by ana").waitFor();
    const presses = tiny.slack.journal.entries().filter(({ title }) => /block_actions/.test(title));
    expect(presses.length).toBe(1);
  });

  it("chooses from an overflow menu with the keyboard alone, and from a select", async () => {
    await write("/tiny card");
    await button("More options").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await log().getByText("more history by ana").waitFor();
    await page.getByRole("combobox", { name: "Assign" }).selectOption("ben");
    await log().getByText("assign ben by ana").waitFor();
  });

  it("fills in a form: missing fields, an error under its field, then sent", async () => {
    await write("/tiny form");
    await dialog().getByRole("heading", { name: "New form" }).waitFor();
    await button("Send").click();
    expect(await dialog().getByText("Please complete this required field.").count()).toBe(4);
    await picture(page, "form-required");
    await dialog().getByRole("textbox", { name: "Number" }).fill("0202555");
    await dialog().getByRole("textbox", { name: "Errors" }).fill("131031\nlocked");
    await dialog().getByRole("combobox", { name: "Provider" }).selectOption("two");
    await dialog().getByRole("radio", { name: "one" }).check();
    await dialog().getByRole("checkbox", { name: "two" }).check();
    await dialog().getByLabel("Date").fill("2026-11-20");
    await dialog().getByLabel("Time").fill("09:30");
    await button("Send").click();
    await dialog().getByText("Start with + and the country code.").waitFor();
    expect(await dialog().getByRole("textbox", { name: "Errors" }).inputValue()).toBe("131031\nlocked");
    expect(await page.evaluate("document.activeElement.dataset.block")).toBe("number");
    await picture(page, "form-error");
    await dialog().getByRole("textbox", { name: "Number" }).fill("+12025550101");
    await button("Send").click();
    await log()
      .getByText(`Filed +12025550101 by ana, seen ${Date.UTC(2026, 10, 20, 9, 30) / 1000}`)
      .waitFor();
    expect(await dialog().count()).toBe(0);
  });

  it("keeps what was typed when the app changes the form, and everything when somebody else writes", async () => {
    await composer().fill("half a sentence");
    await tiny.slack.human("ben").say({ channel: "#general", text: "Hello from Ben" });
    await log().getByText("Hello from Ben").waitFor();
    expect(await composer().inputValue()).toBe("half a sentence");
    await button("Shortcuts").click();
    await page.getByRole("menuitem", { name: /New form/ }).click();
    await dialog().getByRole("textbox", { name: "Number" }).fill("+1202");
    await dialog().getByRole("button", { name: "Add a field" }).click();
    await dialog().getByRole("textbox", { name: "One more field" }).waitFor();
    expect(await dialog().getByRole("textbox", { name: "Number" }).inputValue()).toBe("+1202");
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
    expect(await composer().inputValue()).toBe("half a sentence");
  });

  it("goes up and down a stack of windows", async () => {
    await write("/tiny stack");
    await dialog().getByRole("button", { name: "Go on" }).click();
    await dialog().getByRole("heading", { name: "Second" }).waitFor();
    await button("Back").click();
    await dialog().getByRole("heading", { name: "First" }).waitFor();
    await dialog().getByRole("button", { name: "Close" }).first().click();
    await dialog().waitFor({ state: "detached" });
  });

  it("stays where somebody reads when that message is drawn anew together with the one above it", async () => {
    // Where the card is gone for a moment, the browser moves the reader up by its height.
    const moved = await page.evaluate(`(async () => {
      const { keepPlace } = await import("/keep-place.js");
      const log = document.body.appendChild(document.createElement("div"));
      log.style.cssText = "position: fixed; top: 0; height: 200px; width: 200px; overflow-y: auto";
      const drawn = () => ["card", "checklist"].map((keyedBy) => {
        const message = Object.assign(document.createElement("div"), { keyedBy });
        message.style.height = "1000px";
        return message;
      });
      log.append(...drawn());
      log.scrollTop = 1100;
      await new Promise(requestAnimationFrame);
      keepPlace(log, () => {
        log.firstElementChild.remove();
        log.getBoundingClientRect();
        log.replaceChildren(...drawn());
      });
      return log.scrollTop - 1100;
    })()`);
    expect(moved).toBe(0);
  });

  it("mentions the app and follows the thread", async () => {
    await composer().pressSequentially("@ti");
    await composer().press("Enter");
    await composer().pressSequentially("are you there?");
    await composer().press("Enter");
    await page.getByRole("button", { name: /1 reply/ }).click();
    const thread = page.getByRole("log", { name: "Messages in the thread" });
    await thread.getByText("I am here").waitFor();
    await page.getByRole("combobox", { name: "Reply…" }).fill("Good.");
    await page.getByRole("combobox", { name: "Reply…" }).press("Enter");
    await thread.getByText("Good.").waitFor();
    await page.getByRole("button", { name: /2 replies/ }).waitFor();
    expect(await thread.getByRole("separator").textContent()).toBe("2 replies");
    await picture(page, "thread");
  });

  it("uses a message shortcut on what somebody wrote", async () => {
    await tiny.slack.human("ben").say({ channel: "#general", text: "error 131031" });
    const message = page.getByRole("article", { name: /Ben Brooks/ });
    await message.hover();
    await message.getByRole("button", { name: "More actions" }).click();
    await picture(page, "message-menu");
    await page.getByRole("menuitem", { name: /Look at this/ }).click();
    await log().getByText("It says: error 131031").waitFor();
  });

  it("puts a scenario into the composer with one click", async () => {
    await page
      .getByRole("complementary", { name: "Try it" })
      .getByRole("button", { name: "/tiny hello +12025550101" })
      .click();
    expect(await composer().inputValue()).toBe("/tiny hello +12025550101");
    await composer().press("Enter");
    await log().getByText("You said hello +12025550101").waitFor();
  });

  it("moves something on with a button of the panel, and a second page sees it", async () => {
    const other = await openPage(browser, tiny.slack.url, { width: 390, height: 844, dark: true });
    await other.page.locator(".open-sidebar").first().click();
    await other.page.getByRole("button", { name: "Try it" }).click();
    const counter = (on: Page) => on.getByRole("group", { name: "A counter: Pressed 1" });
    await button("Count on").focus();
    await page.keyboard.press("Enter");
    await counter(page).getByText("It went on.").waitFor();
    await counter(other.page).getByText("It went on.").waitFor();
    // The row was built anew under the key: the same button still has the focus.
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Count on");
    await picture(other.page, "panel-narrow-dark");
    const sideways = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
    expect(await other.page.evaluate(sideways)).toBe(false);
    expect(other.problems).toEqual([]);
    await other.page.context().close();
  });

  it("says in words when a button of the panel is refused", async () => {
    await button("Count off").click();
    await page.getByRole("alert").getByText("There is nothing at /_tiny/nothing.").waitFor();
    // The browser itself complains about the 404.
    expect(opened.problems.splice(0)).toHaveLength(1);
  });

  it("keeps the place in the message when the pressed button is gone", async () => {
    await write("/tiny card");
    await button("Claim").focus();
    await page.keyboard.press("Enter");
    await log().getByText("claim by ana").waitFor();
    expect(await page.evaluate("document.activeElement.closest('article') !== null")).toBe(true);
  });

  it("reads in words that a command or a button was not answered", async () => {
    tiny.slack.expectRed(/^slash_commands \/tiny was not acked/);
    await write("/tiny slow");
    const failed = log().getByText('/tiny failed with the error "operation_timeout"');
    await expect
      .poll(async () => tiny.slack.clock.advance(3_000).then(() => failed.count()), { timeout: 40_000 })
      .toBe(1);
    await write("/tiny card");
    await button("Claim").waitFor();
    await tiny.app.stop();
    await page.getByRole("status").getByText("Tiny is not connected").waitFor();
    await picture(page, "offline");
    await button("Claim").click();
    await log().getByRole("alert").getByText("This app did not respond.").waitFor();
    await picture(page, "trouble");
    await tiny.app.start();
    await page.getByText("Tiny is not connected").waitFor({ state: "hidden" });
  });

  it("opens the home of the app", async () => {
    await button("Tiny home").click();
    await page.getByRole("main", { name: "App Home" }).getByText("Home of @Ana Almeida").waitFor();
  });

  it("reads the journal", async () => {
    await write("/tiny hello");
    await button("Journal").click();
    await page.getByRole("log", { name: "Journal" }).getByText("slash_commands").first().waitFor();
    await picture(page, "journal");
  });

  it("uses all of it on a telephone", async () => {
    const small = await openPage(browser, tiny.slack.url, { width: 390, height: 844, dark: true });
    await small.page.getByRole("button", { name: "Channels and people" }).click();
    await picture(small.page, "narrow-sidebar");
    await small.page
      .getByRole("button", { name: "# waba-support" })
      .or(small.page.getByRole("button", { name: "waba-support" }))
      .click();
    await small.page.getByRole("combobox", { name: "Message #waba-support" }).fill("/tiny form");
    await small.page.getByRole("combobox", { name: "Message #waba-support" }).press("Enter");
    await small.page.getByRole("dialog").getByRole("button", { name: "Send" }).waitFor();
    expect(await small.page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    await picture(small.page, "narrow-form");
    expect(small.problems).toEqual([]);
    await small.page.context().close();
  });
});
