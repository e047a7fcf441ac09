import { createBackground } from "./background.ts";
import { type Clock, createClock } from "./clock.ts";
import { createDeliver, type Deliver } from "./delivery/deliver.ts";
import { sendOverHttp } from "./delivery/http-transport.ts";
import type { Answered, Outgoing } from "./delivery/outgoing.ts";
import { createSocketTransport } from "./delivery/socket-transport.ts";
import { type Revoked, revokeToken } from "./delivery/tokens-revoked.ts";
import { verifyRequestUrl } from "./delivery/verify-url.ts";
import { createFaults, type Fault } from "./faults.ts";
import { createJournal, type Journal, type JournalEntry } from "./journal.ts";
import type { JsonObject } from "./json.ts";
import type { Local, Settings } from "./local.ts";
import { manifestMistakes, readManifest } from "./manifest.ts";
import { createHuman, type Human } from "./people/human.ts";
import { perform } from "./people/perform.ts";
import { stateFor } from "./people/state-for.ts";
import { personFor } from "./people/who.ts";
import { createApiRoute } from "./server/api-route.ts";
import { createFileRoute, createResponseUrlRoute } from "./server/app-routes.ts";
import { createChanges } from "./server/changes.ts";
import { changeChannel, createControlRoute } from "./server/control-route.ts";
import type { Route } from "./server/http.ts";
import { listen } from "./server/listen.ts";
import { createPageRoute } from "./server/page-route.ts";
import { createPeopleRoute } from "./server/people-route.ts";
import { createWorkspaceRoute, type Panels } from "./server/workspace-route.ts";
import { messagesIn } from "./state/find.ts";
import { forgetMessages } from "./state/messages.ts";
import { seedState } from "./state/seed.ts";
import { readSnapshot, takeSnapshot } from "./state/snapshot.ts";
import type { Message, State, View } from "./state/state.ts";
import { createRateLimits } from "./web-api/rate-limits.ts";
import { createWebApi } from "./web-api/web-api.ts";

export type LocalSlackOptions = {
  /** 0, the default, takes a free one. */
  port?: number;
  mode: "socket" | "http";
  /** The app's address in HTTP mode, `http://127.0.0.1:3000/slack/events`; may come later. */
  requestUrl?: string;
  signingSecret: string;
  botToken: string;
  appToken: string;
  /** The app's manifest, parsed. */
  manifest: unknown;
  /** Another workspace than the usual one. */
  workspace?: State;
  clock?: Clock;
  strict?: { rate?: boolean; nonMarketplace?: boolean };
  /** Folder of the page served at `/`. */
  pageFolder?: string;
  extraPanels?: Panels;
  /** Further routes of the server, for the buttons of the panels. */
  extraRoutes?: readonly Route[];
};

export type LocalSlack = {
  url: string;
  /** For SLACK_API_URL. */
  apiUrl: string;
  clock: Clock;
  journal: Journal;
  human(user: string): Human;
  /** Messages of a channel, oldest first, replies among them. */
  messages(channel: string): readonly Message[];
  thread(channel: string, ts: string): readonly Message[];
  ephemerals(user: string): readonly Message[];
  views(user: string): readonly View[];
  /** The red entries that were not expected. */
  redEntries(): readonly JournalEntry[];
  /** Takes red entries with such a title out of `redEntries`, until `reset`; one that never comes is `missingRed`. */
  expectRed(title: RegExp): void;
  missingRed(): readonly RegExp[];
  failNext(method: string, fault: Fault, times?: number): void;
  /** Ends an outage that `failNext("*", …, 1000)` began. */
  clearFaults(): void;
  changeChannel(change: JsonObject): JsonObject;
  setRequestUrl(url: string): void;
  /** What is wrong with the request URL, as Slack checks it before saving; empty when nothing is. */
  verifyRequestUrl(): Promise<string[]>;
  /** Takes the bot's token away, or gives it back with `null`. */
  revokeToken(error?: Revoked | null): void;
  /** Resolves when no delivery is under way. */
  idle(): Promise<void>;
  connections(): number;
  /** Slack closes all connections, or as many, for reasons of its own; the app connects again. */
  disconnectSockets(most?: number): void;
  /** Tells the pages that something changed: a panel, for example. */
  changed(): void;
  /** Called soon after something changed, many changes of one moment once: the time to save a snapshot. */
  onChange(listener: () => void): void;
  snapshot(): object;
  restore(snapshot: object): void;
  /** Drops messages that nobody will look at any more: a run of hours must not fill the memory. */
  forget(isOver: (message: Message) => boolean): void;
  reset(): void;
  close(): Promise<void>;
};

/** A Slack on this computer: Web API, Socket Mode, signed HTTP, people and their page. See sandbox/README.md. */
export async function createLocalSlack(options: LocalSlackOptions): Promise<LocalSlack> {
  const manifest = readManifest(options.manifest);
  const settings: Settings = {
    mode: options.mode,
    requestUrl: options.requestUrl,
    signingSecret: options.signingSecret,
    botToken: options.botToken,
    appToken: options.appToken,
    rate: options.strict?.rate === true,
    nonMarketplace: options.strict?.nonMarketplace === true,
    revoked: undefined,
  };
  const fresh = (): State => structuredClone(options.workspace ?? seedState({ name: manifest.botName }));
  const clock = options.clock ?? createClock();
  const journal = createJournal(clock);
  const faults = createFaults();
  const changes = createChanges();
  const limits = createRateLimits(clock);
  const state = fresh();
  const socket = createSocketTransport({ appId: state.app.id, clock, changed: changes.changed });
  const background = createBackground(journal);
  let online: boolean | null = null;
  let baseUrl = "";

  function send(outgoing: Outgoing, fault?: Fault): Promise<Answered> {
    if (settings.mode === "socket") return socket.send(outgoing, fault);
    if (!settings.requestUrl) return Promise.resolve({ kind: "unreachable" });
    return sendOverHttp(settings.requestUrl, settings.signingSecret, outgoing, fault);
  }

  const deliverOnce = createDeliver({ clock, journal, faults, send });
  const deliver: Deliver = async (outgoing) => {
    const delivered = await deliverOnce(outgoing);
    online = delivered.outcome !== "offline";
    changes.changed();
    return delivered;
  };

  const local: Local = {
    state,
    clock,
    journal,
    manifest,
    settings,
    faults,
    deliver,
    baseUrl: () => baseUrl,
    changed: changes.changed,
    later: background.later,
  };

  function reset(): void {
    local.state = fresh();
    journal.clear();
    faults.clear();
    limits.clear();
    settings.revoked = undefined;
    changes.changed();
  }

  const control = {
    reset,
    disconnectSockets: socket.disconnect,
    setRequestUrl(url: string) {
      settings.requestUrl = url;
      online = null;
    },
  };

  async function performOrLook(who: string, what: string, body: JsonObject): Promise<JsonObject | undefined> {
    if (what !== "state") return perform(local, who, what, body);
    const user = personFor(local, who);
    if ("ok" in user) return user;
    const connections = socket.connections();
    const app = { online: settings.mode === "socket" ? connections > 0 : online, connections, mode: settings.mode };
    return stateFor(local, user, app, changes.revision());
  }

  const routes: readonly Route[] = [
    createApiRoute(local, createWebApi({ local, socket, limits })),
    createResponseUrlRoute(local),
    createFileRoute(local),
    createPeopleRoute(performOrLook),
    changes.route,
    createWorkspaceRoute(local, options.extraPanels ?? []),
    createControlRoute(local, control),
    ...(options.extraRoutes ?? []),
    createPageRoute(options.pageFolder),
  ];

  const server = await listen({ routes, port: options.port ?? 0, socket, journal });
  baseUrl = server.url;

  for (const title of manifestMistakes(manifest)) journal.add({ kind: "note", red: true, title });

  async function close(): Promise<void> {
    clock.stop();
    changes.close();
    socket.close();
    await server.close();
  }

  const inChannel = (name: string): readonly Message[] => messagesIn(local.state, name);

  return {
    url: baseUrl,
    apiUrl: `${baseUrl}/api/`,
    clock,
    journal,
    human: (user) => createHuman(local, user),
    messages: inChannel,
    thread: (name, ts) => inChannel(name).filter((one) => one.ts === ts || one.thread_ts === ts),
    ephemerals: (user) => createHuman(local, user).ephemerals(),
    views: (user) => createHuman(local, user).views(),
    redEntries: journal.red,
    expectRed: journal.expectRed,
    missingRed: journal.missing,
    failNext: faults.failNext,
    clearFaults: faults.clear,
    changeChannel: (change) => changeChannel(local, change),
    setRequestUrl: control.setRequestUrl,
    verifyRequestUrl: () => verifyRequestUrl(local),
    revokeToken: (error) => revokeToken(local, error),
    idle: background.idle,
    connections: socket.connections,
    disconnectSockets: socket.disconnect,
    changed: changes.changed,
    onChange: changes.onChange,
    snapshot: () => takeSnapshot(local.state),
    restore(snapshot) {
      local.state = readSnapshot(snapshot);
      changes.changed();
    },
    forget(isOver) {
      forgetMessages(local.state, isOver);
      changes.changed();
    },
    reset,
    close,
  };
}
