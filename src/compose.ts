import { randomUUID } from "node:crypto";
import type { DestinationStream } from "pino";
import { createAddToTicket } from "./app/add-to-ticket.ts";
import { createChangeTicket } from "./app/change-ticket.ts";
import { countProbes } from "./app/count-probes.ts";
import { createDiagnoseNumber } from "./app/diagnose-number.ts";
import { createEscalateNumber } from "./app/escalate-number.ts";
import type { Clock, Ids } from "./app/ports/clock.ts";
import { createRemindStep } from "./app/remind-step.ts";
import { createTellTrouble } from "./app/tell-trouble.ts";
import { createVerifyStep } from "./app/verify-step.ts";
import { readBacklog, retryBacklog } from "./backlog.ts";
import { copyDatabase } from "./backup/copy-database.ts";
import type { Config, Secrets } from "./config.ts";
import { createProber } from "./create-prober.ts";
import { startAdminServer } from "./http/admin-server.ts";
import { createHealthRoutes } from "./http/health.ts";
import { createMetricsRoutes } from "./http/metrics.ts";
import { answer, type Routes, startServer } from "./http/server.ts";
import { createJobs } from "./jobs/queue.ts";
import { loadTeamPlaybooks } from "./load-playbooks.ts";
import { createLog } from "./log/create-log.ts";
import { createRequests } from "./log/requests.ts";
import { createMetrics } from "./metrics/create-metrics.ts";
import { createScrape } from "./metrics/create-scrape.ts";
import { viewBot } from "./own-view.ts";
import { startPurge } from "./purge-job.ts";
import { readReadings } from "./read-readings.ts";
import { createAccess } from "./slack/access.ts";
import { boltLogger } from "./slack/bolt-logger.ts";
import { ANSWER_WITHIN_MS, createClients } from "./slack/clients.ts";
import { connect, unlessStopped } from "./slack/connect.ts";
import type { Identity } from "./slack/identity.ts";
import { createInbox } from "./slack/inbox.ts";
import { createPublisher, pacesFor } from "./slack/publisher.ts";
import { register } from "./slack/register.ts";
import { createRenderer } from "./slack/render-notice.ts";
import { createSlackApp, type SlackApp } from "./slack/slack-app.ts";
import { type Step, stopInTurn } from "./stop-in-turn.ts";
import { createCache } from "./store/cache.ts";
import { openDatabase } from "./store/database.ts";
import { createCipher } from "./store/encryption.ts";
import { loadEncryptionKey } from "./store/encryption-key.ts";
import { createStore } from "./store/store.ts";

export type Overrides = {
  clock?: Clock;
  ids?: Ids;
  /** What Slack's three seconds leave for an answer; more where its clock stands still. */
  answerWithinMs?: number;
  /** The process can do no more work and has to end; the reason is logged. */
  onDead?: (why: string) => void;
  /** Where log lines go instead of standard output. */
  logTo?: DestinationStream;
};

export type Bot = {
  /** Where the HTTP server listens. */
  port: number;
  /** Resolves when Slack has answered once and everything is running; rejects when Slack refuses the token. */
  ready: Promise<Identity>;
  stop(): Promise<void>;
};

/** Creates every real thing once and hands them round. `/healthz` answers before Slack does. */
export async function startBot(config: Config, secrets: Secrets, overrides: Overrides = {}): Promise<Bot> {
  const clock = overrides.clock ?? (() => new Date().toISOString());
  const ids = overrides.ids ?? randomUUID;
  const answerWithinMs = overrides.answerWithinMs ?? ANSWER_WITHIN_MS;
  const onDead = overrides.onDead ?? (() => {});
  const requests = createRequests(randomUUID);
  const log = createLog({ level: config.logLevel, requestId: requests.id, to: overrides.logTo });
  const metrics = createMetrics();
  const state = { isVerified: false };
  const stopping = new AbortController();
  /** Stopped last to first. */
  const steps: Step[] = [];
  const wake = { publisher: () => {} };

  const { playbooks } = await loadTeamPlaybooks(config.playbooksDir);
  const database = await openDatabase({
    databaseUrl: secrets.databaseUrl ?? undefined,
    dataDir: config.dataDir,
    log,
    onDead,
  });
  steps.push({ name: "database", stop: () => database.close() });
  const cipher = createCipher(
    loadEncryptionKey({ encryptionKey: secrets.encryptionKey ?? undefined, dataDir: config.dataDir, log }),
  );
  const cache = createCache({ cacheUrl: secrets.cacheUrl ?? undefined, log });
  steps.push({ name: "cache", stop: () => cache.close() });

  const routes: Record<string, Routes[string]> = {
    "POST /slack/events": (_request, response) => answer(response, 503, "starting"),
    ...createHealthRoutes({
      ping: async () => void (await database.pool.query("select 1")),
      isSlackVerified: () => state.isVerified,
      isStopping: () => stopping.signal.aborted,
    }),
    ...createMetricsRoutes(
      createScrape({
        own: metrics,
        read: () => readReadings(database),
        isUp: () => state.isVerified && !stopping.signal.aborted,
      }),
    ),
  };
  const onError = (err: unknown) => log.error({ err }, "a request failed");
  const server = await startServer({ host: config.host, port: config.port, routes, onError });
  steps.push({ name: "http server", stop: () => server.stop() });
  const jobs = createJobs({ pool: database.pool, log });
  // Whoever writes a notice wakes the publisher, whose own work is not part of that request.
  const onNoticesWanted = () => requests.leave(wake.publisher);
  const { socketsFolder, files } = database;
  if (socketsFolder !== null && files !== null) {
    const own = { database, dataDir: config.dataDir, since: clock() };
    const doctor = () => viewBot({ ...own, isSlackVerified: state.isVerified });
    const work = { database, jobs, onNoticesWanted };
    const admin = await startAdminServer({
      socketsFolder,
      doctor,
      backlog: () => readBacklog(work),
      retry: (which) => retryBacklog(work, which),
      copyDatabase: () => copyDatabase(files, config.dataDir),
      onError,
    });
    steps.push({ name: "admin server", stop: () => admin.stop() });
  }

  async function run(): Promise<Identity> {
    const clients = createClients({
      token: secrets.slackBotToken,
      slackApiUrl: config.slackApiUrl,
      answerWithinMs,
      logger: boltLogger(log),
      onRateLimited: metrics.rateLimited,
    });
    const { identity, supportChannel } = await connect({
      client: clients.background,
      channel: config.supportChannel,
      stopping: stopping.signal,
      log,
    });
    const store = await createStore({
      database,
      cipher,
      teamId: identity.teamId,
      jobs,
      onNoticesWanted,
    });
    const access = createAccess({
      client: clients.interactive,
      remember: (key, ttlMs, load) => cache.singleFlight(key, ttlMs, load),
      teamId: identity.teamId,
      supportChannel: () => supportChannel,
    });
    const { probe: read, missing } = createProber({ config, secrets, cache, clock });
    const probe = countProbes(read, "meta", metrics);
    const trouble = createTellTrouble({ store });
    const publisher = createPublisher({
      notices: store.notices,
      client: clients.background,
      render: createRenderer({ store, playbooks, probesMissing: missing, clock }),
      refusesChannel: access.refusesChannel,
      onRefused: trouble.refused,
      onShownAgain: trouble.shownAgain,
      paces: pacesFor(config.messagesPerSecond),
      clock,
      onToken: (isGood) => {
        state.isVerified = isGood;
      },
      onPublished: metrics.published,
      holder: ids(),
      log,
    });
    const changeTicket = createChangeTicket({ store, playbooks, clock });
    wake.publisher = publisher.wake;
    const inbox = createInbox({ deliveries: store.deliveries, clock, log, begin: requests.begin, metrics });
    const slack: SlackApp = createSlackApp({
      token: secrets.slackBotToken,
      identity,
      slackApiUrl: config.slackApiUrl,
      signingSecret: secrets.slackSigningSecret,
      appToken: secrets.slackAppToken,
      answerWithinMs,
      inbox,
      log,
    });
    register(slack.app, {
      diagnoseNumber: createDiagnoseNumber({ store, probe, clock, ids }),
      escalateNumber: createEscalateNumber({ store, playbooks, supportChannel: () => supportChannel, clock, ids }),
      changeTicket,
      addToTicket: createAddToTicket({ store, changeTicket, clock }),
      store,
      playbooks,
      access,
      clients,
      identity,
      supportChannel: () => supportChannel,
      probesMissing: missing,
      answerWithinMs,
      clock,
      ids,
      requestId: () => requests.id() ?? ids().slice(0, 8),
      log,
    });
    jobs.work("step_due", createRemindStep({ store, playbooks, clock }));
    jobs.work("verify_step", createVerifyStep({ store, probe, changeTicket, playbooks, clock }));
    // Listeners and jobs end before the publisher: what they still write is published.
    steps.push({ name: "publisher", stop: () => publisher.stop() });
    const listenersEnd = () => slack.stop().then(() => inbox.stop());
    steps.push({ name: "work in hand", stop: () => Promise.all([listenersEnd(), jobs.stop()]) });
    await jobs.start();
    await startPurge({ jobs, database, teamId: identity.teamId, clock, retentionDays: config.retentionDays });
    publisher.start();
    await unlessStopped(stopping.signal, slack.start());
    inbox.start();
    if (slack.handler !== undefined) routes["POST /slack/events"] = slack.handler;
    state.isVerified = true;
    log.info({ team: identity.teamName, transport: config.transport, port: server.port }, "ready");
    return identity;
  }

  const ready = run();
  return {
    port: server.port,
    ready,
    async stop() {
      stopping.abort();
      routes["POST /slack/events"] = (_request, response) => answer(response, 503, "stopping");
      await ready.catch(() => {});
      await stopInTurn(steps.splice(0).reverse(), { log });
    },
  };
}
