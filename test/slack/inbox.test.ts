import type { App } from "@slack/bolt";
import { expect, it, vi } from "vitest";
import { plus, SECOND } from "../../src/domain/time.ts";
import { createInbox, type Delivery, deliveryKey } from "../../src/slack/inbox.ts";
import { NOW } from "../store/builders.ts";
import { describeOnEachDatabase } from "../support/databases.ts";
import type { Opened } from "../support/open-store.ts";
import { WITHIN } from "../support/within.ts";

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** An inbox before what stands for Bolt: it acks as the listeners would and notes what it was given. */
function anInbox({ store }: Pick<Opened, "store">, listen: (delivery: Delivery) => Promise<void>, now = () => NOW) {
  const error = vi.fn();
  const inbox = createInbox({ deliveries: store.deliveries, clock: now, log: { ...SILENT, error }, sweepMs: 20 });
  const app = inbox.before({ processEvent: listen } as unknown as App);
  return { inbox, app, error };
}

function aDelivery(over: Partial<Delivery>): Delivery & { answers: unknown[] } {
  const answers: unknown[] = [];
  return { body: {}, ack: async (answer) => void answers.push(answer), ...over, answers };
}

const anEvent = () => aDelivery({ body: { event_id: "Ev1", event: { type: "app_mention" } } });
const aCommand = () => aDelivery({ body: { command: "/waba" }, customProperties: deliveryKey("signature", "v0=abc") });

describeOnEachDatabase("the inbox", (open) => {
  it("an event that comes again is acked and not handled again", async () => {
    const listen = vi.fn(async ({ ack }: Delivery) => ack());
    const { app } = anInbox(await open(), listen);
    const [first, again] = [anEvent(), anEvent()];
    await app.processEvent(first);
    await app.processEvent(again);
    expect(listen).toHaveBeenCalledOnce();
    expect([first.answers, again.answers]).toEqual([[undefined], [undefined]]);
  });

  it("an event is kept before it is acked, and forgotten when its listeners have ended", async () => {
    const opened = await open();
    const left = (at: string) => opened.store.deliveries.takeUp({ now: at, until: at, limit: 10 });
    const later = plus(NOW, 60 * SECOND);
    const { app } = anInbox(opened, async ({ ack }) => {
      expect(await left(later)).toHaveLength(1);
      await ack();
    });
    await app.processEvent(anEvent());
    expect(await left(plus(later, SECOND))).toEqual([]);
  });

  it("what a process left behind is handled by another", async () => {
    const opened = await open();
    const gone = anInbox(opened, () => new Promise(() => {}));
    void gone.app.processEvent(anEvent());
    const listen = vi.fn(async ({ ack }: Delivery) => ack());
    const next = anInbox(opened, listen, () => plus(NOW, 31 * SECOND));
    await vi.waitFor(async () => expect(await opened.store.deliveries.keep("Ev1", unused())).toBe(false), WITHIN);
    next.inbox.start();
    await vi.waitFor(() => expect(listen).toHaveBeenCalledOnce(), WITHIN);
    expect(listen.mock.calls[0]?.[0].body).toEqual(anEvent().body);
    await next.inbox.stop();
    expect(listen).toHaveBeenCalledOnce();
  });

  it("an event that ended every process it was given to is given up, and said so", async () => {
    const opened = await open();
    await opened.store.deliveries.keep("Ev1", unused());
    for (let tries = 2; tries <= 10; tries += 1) {
      const [left] = await opened.store.deliveries.takeUp({ now: NOW, until: NOW, limit: 1 });
      expect(left?.tries).toBe(tries);
    }
    const listen = vi.fn(async () => {});
    const { inbox, error } = anInbox(opened, listen);
    inbox.start();
    await vi.waitFor(() => expect(error).toHaveBeenCalledOnce(), WITHIN);
    await inbox.stop();
    expect(listen).not.toHaveBeenCalled();
  });

  it("a database that does not take an event lets Slack send it again", async () => {
    const opened = await open();
    const { app } = anInbox(opened, async ({ ack }) => ack());
    vi.spyOn(opened.store.deliveries, "keep").mockRejectedValueOnce(new Error("no answer"));
    const event = anEvent();
    await expect(app.processEvent(event)).rejects.toThrow("no answer");
    expect(event.answers).toEqual([]);
  });

  it("a request that comes again byte for byte gets its first answer", async () => {
    const listen = vi.fn(async ({ ack }: Delivery) => ack("The first."));
    const { app } = anInbox(await open(), listen);
    const [first, again] = [aCommand(), aCommand()];
    await Promise.all([app.processEvent(first), app.processEvent(again)]);
    expect(listen).toHaveBeenCalledOnce();
    expect([first.answers, again.answers]).toEqual([["The first."], ["The first."]]);
  });

  it("a request whose process went away before it answered is handled by the next", async () => {
    const opened = await open();
    await opened.store.deliveries.takeOn("signature v0=abc", NOW);
    const listen = vi.fn(async ({ ack }: Delivery) => ack("The next."));
    const { app } = anInbox(opened, listen);
    const again = aCommand();
    await app.processEvent(again);
    expect(again.answers).toEqual(["The next."]);
  });

  it("without a database a request is still answered, in the listener's own words", async () => {
    const opened = await open();
    vi.spyOn(opened.store.deliveries, "takeOn").mockRejectedValue(new Error("no answer"));
    vi.spyOn(opened.store.deliveries, "recordAnswer").mockRejectedValue(new Error("no answer"));
    const { app, inbox } = anInbox(opened, async ({ ack }) => ack("Later, please."));
    const command = aCommand();
    await app.processEvent(command);
    expect(command.answers).toEqual(["Later, please."]);
    await inbox.stop();
  });

  it("stops when every listener in hand has ended", async () => {
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const { app, inbox } = anInbox(await open(), () => ended);
    void app.processEvent(aCommand());
    const stopped = vi.fn();
    const stopping = inbox.stop().then(stopped);
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).not.toHaveBeenCalled();
    end();
    await stopping;
  });
});

function unused() {
  return { work: JSON.stringify(anEvent().body), at: NOW, until: NOW };
}
