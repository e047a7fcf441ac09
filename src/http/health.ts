import { answer, type Routes } from "./server.ts";

type Needs = {
  /** Rejects when the database does not answer. */
  ping: () => Promise<void>;
  /** Verified once and not revoked since: an outage of Slack must not empty the load balancer. */
  isSlackVerified: () => boolean;
  isStopping: () => boolean;
};

const PING_TIMEOUT_MS = 2_000;

/** `/healthz`: the process lives. `/readyz`: it can take work; otherwise 503 and the reason. */
export function createHealthRoutes({ ping, isSlackVerified, isStopping }: Needs): Routes {
  return {
    "GET /healthz": (_request, response) => answer(response, 200, "ok"),
    "GET /readyz": async (_request, response) => {
      const reason = await whyNotReady();
      answer(response, reason === undefined ? 200 : 503, reason ?? "ready");
    },
  };

  async function whyNotReady(): Promise<string | undefined> {
    if (isStopping()) return "stopping";
    if (!isSlackVerified()) return "the Slack token is not verified";
    return (await answersInTime(ping)) ? undefined : "the database does not answer";
  }
}

async function answersInTime(ping: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, PING_TIMEOUT_MS, false);
  });
  const inTime = ping().then(
    () => true,
    () => false,
  );
  return Promise.race([inTime, late]).finally(() => clearTimeout(timer));
}
