import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { update } from "../e2e/support/card.ts";
import { tick } from "../e2e/support/steps.ts";
import { fileTicket } from "../e2e/support/tickets.ts";
import { BEFORE_GO } from "../support/before-go.ts";
import { startTestBot, type TestBot } from "../support/bot.ts";
import { describeInBrowser, launchChromium, picture } from "./chromium.ts";
import { aPerson, type Person } from "./person.ts";

const BANNED = "+15550100007";
const PAUSE = "Pause campaigns and automatic retries";
const REROUTE = "Move urgent messages to another channel";
const LOCKED_TEXT = "(#131031) Business Account locked";

/** Each test goes on where the one before ended: three people on one ticket, as on a bad day. */
describeInBrowser("the main job, by three people on the page", () => {
  let bot: TestBot;
  let browser: Browser;
  let ana: Person;
  let ben: Person;
  let chloe: Person;
  let hasFailed = false;
  beforeAll(async () => {
    bot = await startTestBot({ mode: "socket" });
    browser = await launchChromium();
    [ana, ben, chloe] = await Promise.all([
      aPerson(browser, bot.url, "ana"),
      aPerson(browser, bot.url, "ben", { channel: "#waba-support" }),
      aPerson(browser, bot.url, "chloe", { channel: "#waba-support", dark: true }),
    ]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await bot?.stop();
  });
  // Each part needs the one before, so after a failure the rest would only wait for what never comes.
  beforeEach((test) => {
    if (hasFailed) test.skip("a part before it failed");
    test.onTestFailed(async () => {
      hasFailed = true;
      await Promise.all(Object.entries({ ana, ben, chloe }).map(([who, { page }]) => picture(page, `failed-${who}`)));
    });
  });
  afterEach(() => {
    for (const { problems } of [ana, ben, chloe]) expect(problems).toEqual([]);
  });

  describe("Ana asks and files", () => {
    it("reads why the number is locked", async () => {
      await ana.write(`/waba status ${BANNED}`);
      await ana.log.getByText("Meta's health check says that the account is banned").first().waitFor();
      expect(await ana.log.getByText("Only visible to you").count()).toBeGreaterThan(0);
      await picture(ana.page, "main-diagnosis-light");
    });

    it("shares it with the channel only after a second look", async () => {
      const share = ana.log.getByRole("button", { name: "Share to channel" });
      await share.click();
      await ana.dialog.getByText("Everybody here will read the diagnosis and the number.").waitFor();
      await picture(ana.page, "main-confirm-light");
      await ana.dialog.getByRole("button", { name: "Cancel" }).click();
      expect(bot.slack.messages("#general")).toEqual([]);
      await share.click();
      await ana.dialog.getByRole("button", { name: "Share", exact: true }).click();
      await expect.poll(() => bot.slack.messages("#general").length, { timeout: 40_000 }).toBe(1);
    });

    it("opens the form from the diagnosis, with the number in it", async () => {
      await ana.log.getByRole("button", { name: "Escalate" }).first().click();
      await ana.dialog.getByRole("heading", { name: "Escalate a number" }).waitFor();
      expect(await ana.field("Number(s)").getByRole("textbox").inputValue()).toBe(BANNED);
      await ana.submit("Cancel");
      await ana.dialog.waitFor({ state: "detached" });
    });

    it("is told at once what is missing in an empty form", async () => {
      await ana.write("/waba escalate");
      await ana.submit("File the ticket");
      for (const required of ["Provider", "Number(s)", "Errors"]) {
        await ana.field(required).getByText("Please complete this required field.").waitFor();
      }
      await chooseVonage(ana);
    });

    it.each([
      { field: "Number(s)", over: { number: "the usual one" }, says: /Line 1 .*the usual one/ },
      { field: "Number(s)", over: { number: `${BANNED}\n12` }, says: /Line 2/ },
      { field: "First seen", over: { date: "2099-01-01" }, says: /future/ },
      { field: "Vonage API key", over: { key: "Zk93kdfTTe02Qm8w" }, says: /secret/ },
      { field: "Vonage API key", over: { key: "abcd 1234" }, says: /no spaces/ },
      { field: "WhatsApp account id", over: { waba: BANNED }, says: /phone number/ },
      { field: "WhatsApp account id", over: { waba: "my account" }, says: /digits only/ },
    ])("$field is refused in words: $over", async ({ field, over, says }) => {
      await fill(ana, over);
      await ana.submit("File the ticket");
      await ana.field(field).getByRole("alert").filter({ hasText: says }).waitFor();
      expect(await ana.field("Errors").getByRole("textbox").inputValue()).toBe(LOCKED_TEXT);
      await picture(ana.page, "main-form-error-light");
    });

    it("changes of which one is “nothing” are refused", async () => {
      await fill(ana, {});
      const changes = ana.field("What changed in the two weeks before?");
      await changes.getByRole("checkbox").first().check();
      await changes.getByRole("checkbox", { name: /^Nothing/ }).check();
      await ana.submit("File the ticket");
      await changes.getByRole("alert").waitFor();
      await changes.getByRole("checkbox").first().uncheck();
      await changes.getByRole("checkbox", { name: /^Nothing/ }).uncheck();
    });

    it("files the ticket, and the dialog says which", async () => {
      await ana.submit("File the ticket");
      await ana.dialog.getByRole("heading", { name: "Filed as WL-1" }).waitFor();
      await ana.submit("Close");
      await ana.dialog.waitFor({ state: "detached" });
    });
  });

  describe("three people work on it", () => {
    it("everybody in the channel sees card and checklist", async () => {
      await ana.goTo("#waba-support");
      await Promise.all([ana, ben, chloe].map((person) => person.openTicket("WL-1")));
    });

    it("what Ben ticks the others see, with his name", async () => {
      await ben.press("Done", PAUSE);
      await Promise.all([ana, chloe].map(({ thread }) => thread.getByText("Said done by @Ben Brooks").waitFor()));
    });

    it("a blocked step says what it waits for, to the one who asked", async () => {
      await chloe.thread.getByRole("button", { name: "Show all steps: Find the cause" }).click();
      await chloe.dialog.getByRole("button", { name: /^Blocked: why\?: Open the provider case/ }).click();
      await chloe.dialog.getByText("first “Keep two or three failed messages as proof”").waitFor();
      await picture(chloe.page, "main-blocked-dark");
      await chloe.leaveDialogs();
      expect(await ben.dialog.count()).toBe(0);
      await picture(chloe.page, "main-checklist-dark");
    });

    it("a skip needs a reason, which everybody reads", async () => {
      await chloe.choose("Skip…", REROUTE);
      await chloe.submit("Skip");
      await chloe.dialog.getByText("Please complete this required field.").waitFor();
      await chloe.dialog.getByRole("textbox").fill("They have no other channel.");
      await picture(chloe.page, "main-skip-dark");
      await chloe.submit("Skip");
      await ana.thread.getByText(/Skipped by @Chloé Caron.*They have no other channel\./).waitFor();
    });

    it("an undo takes the tick back for everybody", async () => {
      await ana.choose("Undo", PAUSE);
      await ben.thread.getByRole("button", { name: `Done: ${PAUSE}`, exact: true }).waitFor();
      await picture(ben.page, "main-checklist-light");
    });

    it("the same step pressed by two at once is done once, and the second is told", async () => {
      await Promise.all([ana.press("Done", PAUSE), ben.press("Done", PAUSE)]);
      await chloe.thread
        .getByText(/Said done by @(Ana Almeida|Ben Brooks)/)
        .first()
        .waitFor();
      const told = (person: Person) => person.thread.getByText(/did this already|has changed|moved on/).count();
      await expect.poll(async () => (await told(ana)) + (await told(ben))).toBeGreaterThan(0);
    });

    it("the same number filed again joins the ticket instead of a second one", async () => {
      await ana.goTo("#general");
      await ana.write(`/waba escalate ${BANNED}`);
      await ana.dialog.getByRole("heading", { name: "Escalate a number" }).waitFor();
      await chooseVonage(ana);
      await fill(ana, { date: "2026-01-02", errors: "(#131031) again" });
      await ana.submit("File the ticket");
      await ana.dialog.getByRole("heading", { name: "Already in WL-1" }).waitFor();
      await ana.submit("Add to WL-1");
      await ana.dialog.getByRole("heading", { name: "Added to WL-1" }).waitFor();
      await ana.submit("Close");
    });
  });

  describe("a step that cannot be undone", () => {
    const STEP = "Provider disconnects the number";
    let ref = "";

    beforeAll(async () => {
      ref = await fileTicket(
        bot,
        {
          number: "+1 555 011 1234",
          errors: LOCKED_TEXT,
          business_support_home: "nothing_listed",
          recent_changes: ["nothing"],
          onboarded: "older",
        },
        "ben",
      );
      await update(bot, ref, { provider_way: "disconnect", attempts_meta: "0", attempts_provider: "1" });
      await update(bot, ref, { can_be_added_back: "yes", removal_allowed: "yes" });
      await tick(bot, "ben", ref, BEFORE_GO);
      await tick(bot, "ben", ref, ["older.go"]);
    }, 120_000);

    it("is only a name until two people said go, and then asks for the last four digits", async () => {
      await ana.goTo("#waba-support");
      await ana.openTicket(ref);
      await ana.thread.getByRole("button", { name: /^Show all steps: .*registration/i }).click();
      await ana.dialog.getByText(`Later: ${STEP}`).waitFor();
      await ana.dialog.getByRole("button", { name: /^Agree as second: Go/ }).click();
      await ana.dialog.getByRole("button", { name: `Release…: ${STEP}` }).click();
      await ana.dialog.getByText("This cannot be undone.").waitFor();
      await ana.dialog.getByRole("textbox").fill("9999");
      await ana.submit("Release");
      await ana.dialog.getByText(/not the last four digits/).waitFor();
      await picture(ana.page, "main-release-light");
      await ana.dialog.getByRole("textbox").fill("1234");
      await ana.submit("Release");
      await ana.dialog.getByText(/Released by @Ana Almeida/).waitFor();
      await ana.leaveDialogs();
    });
  });

  describe("the bot is down", () => {
    it("the page says so, a press fails in words, and a form keeps what was typed", async () => {
      await ana.goTo("#general");
      await ana.write("/waba escalate +15550100002");
      await ana.dialog.getByRole("heading", { name: "Escalate a number" }).waitFor();
      await chooseVonage(ana);
      await fill(ana, { number: "+15550100002", date: "2026-01-02" });
      await bot.stopBot();
      await ben.page.getByRole("status").getByText("is not connected").waitFor();
      await ben.openTicket("WL-1");
      await ben.press("Done", "Keep two or three failed messages as proof");
      await ben.thread.getByText("This app did not respond.").waitFor();
      await ana.submit("File the ticket");
      await ana.dialog.getByText("We had some trouble connecting. Try again?").waitFor();
      expect(await ana.field("Errors").getByRole("textbox").inputValue()).toBe(LOCKED_TEXT);
      await picture(ana.page, "main-down-light");
    });

    it("back again, the same form is filed once and the press works", async () => {
      await bot.startBotAgain();
      await ben.page.getByText("is not connected").waitFor({ state: "hidden" });
      await ana.submit("File the ticket");
      await ana.dialog.getByRole("heading", { name: "Filed as WL-3" }).waitFor();
      await ben.press("Done", "Keep two or three failed messages as proof");
      await chloe.thread
        .getByText(/Said done by @Ben Brooks/)
        .first()
        .waitFor();
    });
  });
});

async function chooseVonage(person: Person): Promise<void> {
  await person.field("Provider").getByRole("combobox").selectOption({ label: "Vonage" });
  await person.field("Vonage API key").waitFor();
}

type Typed = { number?: string; date?: string; errors?: string; key?: string; waba?: string };

/** The form as somebody at Vonage fills it, with what this test types instead. */
async function fill(person: Person, typed: Typed): Promise<void> {
  const { date = new Date().toISOString().slice(0, 10), key = "abcd1234", errors = LOCKED_TEXT } = typed;
  const texts = {
    "Number(s)": typed.number ?? BANNED,
    Errors: errors,
    "Vonage API key": key,
    "WhatsApp account id": typed.waba ?? "",
  };
  for (const [label, text] of Object.entries(texts)) await person.field(label).getByRole("textbox").fill(text);
  await person.field("First seen").getByLabel("Date").fill(date);
  await person.field("First seen").getByLabel("Time").fill("00:00");
}
