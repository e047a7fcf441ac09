import { asObject, asText, type JsonObject } from "../slack/json.ts";
import { type Route, readObject, sendJson } from "../slack/server/http.ts";
import type { Notice } from "../webhooks/outbox.ts";
import type { GraphFault } from "./faults.ts";
import type { Look } from "./look.ts";
import type { FakeGraph } from "./server.ts";

type Change = (body: JsonObject) => object | Promise<object>;

/** What no caller of Graph can do, for tests and for trying what goes wrong: `<prefix>/<what>`. */
export function createGraphControl(graph: FakeGraph, prefix: string): Route {
  const looks: Readonly<Record<string, (after: number) => object>> = {
    calls: (after) => ({ calls: graph.calls.slice(after) }),
    stories: () => ({
      stories: graph.stories.told().map(({ story, stage, since, paste, deliveries }) => ({
        id: story.id,
        number: story.number,
        stage: stage.id,
        stages: story.stages.map(({ id }) => id),
        since,
        paste,
        deliveries,
      })),
    }),
    deliveries: (after) => ({ deliveries: graph.outbox.deliveries(after) }),
  };

  const changes: Readonly<Record<string, Change>> = {
    faults({ where, fault, times, clear }) {
      if (clear === true) graph.clearFaults();
      else graph.failNext(text(where, "where"), kinded(fault), Number(times ?? 1));
      return {};
    },
    scenario({ number, scenario }) {
      graph.setScenario(text(number, "number"), text(scenario, "scenario"));
      return {};
    },
    look({ number, look }) {
      graph.setLook(text(number, "number"), (asObject(look) ?? {}) as Look);
      return {};
    },
    stage: async ({ number, stage }) => ({
      deliveries: await graph.setStage(text(number, "number"), text(stage, "stage")),
    }),
    again: async ({ number }) => ({ deliveries: await graph.stories.tellAgain(text(number, "number")) }),
    redeliver: async ({ n }) => ({ delivery: await graph.outbox.redeliver(Number(n)) }),
    push: async ({ to, payload, fault }) => ({
      delivery: await graph.outbox.push(
        { to: to === "vonage" ? to : "meta", payload: asObject(payload) ?? {} } as Notice,
        asText(fault),
      ),
    }),
    verify: async ({ verify_token }) => {
      const { ok, status } = await graph.outbox.verify(asText(verify_token));
      return { verified: ok, status };
    },
  };

  return async ({ request, response, url }) => {
    if (!url.pathname.startsWith(`${prefix}/`)) return false;
    const what = url.pathname.slice(prefix.length + 1);
    const look = request.method === "GET" && Object.hasOwn(looks, what) ? looks[what] : undefined;
    const change = request.method === "POST" && Object.hasOwn(changes, what) ? changes[what] : undefined;
    if (look) sendJson(response, 200, { ok: true, ...look(Number(url.searchParams.get("after") ?? 0)) });
    else if (!change) sendJson(response, 404, { ok: false, error: `There is no ${request.method} ${what} here.` });
    else {
      try {
        sendJson(response, 200, { ok: true, ...(await change(await readObject(request))) });
      } catch (error) {
        sendJson(response, 400, { ok: false, error: error instanceof Error ? error.message : String(error) });
      }
    }
    return true;
  };
}

function text(value: unknown, name: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw new Error(`"${name}" is missing or is no text.`);
}

function kinded(value: unknown): GraphFault {
  const fault = asObject(value);
  if (typeof fault?.kind === "string") return fault as GraphFault;
  throw new Error(`"fault" is missing or has no kind.`);
}
