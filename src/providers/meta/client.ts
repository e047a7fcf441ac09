import type { z } from "zod";
import type { Instant } from "../../domain/time.ts";
import { type About, RateLimitedError, UnexpectedResponseError } from "../shared/errors.ts";
import type { Request } from "../shared/request.ts";
import { retryRead, type Waiting } from "../shared/retry.ts";
import { graphRefusal } from "./refusal.ts";
import { createThrottle } from "./throttle.ts";

export type GraphRead<T> = {
  /** In words, without ids: "read the number". */
  operation: string;
  /** Path below the version; each part is escaped. */
  path: readonly string[];
  query?: Readonly<Record<string, string>>;
  schema: z.ZodType<T>;
  /** The account (WABA) the read is counted against. */
  account?: string;
  signal?: AbortSignal;
};

export type GraphClient = <T>(read: GraphRead<T>) => Promise<T>;

type Settings = {
  request: Request;
  token: string;
  baseUrl: string;
  version: string;
  clock?: () => Instant;
  waiting?: Waiting;
};

/** Reads the Graph API. The token travels in a header only, so no URL of ours ever holds it. */
export function createGraphClient(settings: Settings): GraphClient {
  const { request, token, baseUrl, version, clock = () => new Date().toISOString(), waiting = {} } = settings;
  const root = `${baseUrl.replace(/\/+$/, "")}/v${version.replace(/^v/i, "")}`;
  const throttle = createThrottle(clock);

  return async function read<T>({ operation, path, query, schema, account, signal }: GraphRead<T>): Promise<T> {
    const about: About = { provider: "Meta", operation };
    const url = [root, ...path.map(encodeURIComponent)].join("/");
    const headers = { Authorization: `Bearer ${token}` };

    async function once(): Promise<T> {
      throttle.check(account, about);
      const answer = await request({ operation, url, headers, ...(query && { query }), ...(signal && { signal }) });
      const refusal = graphRefusal(answer, about, clock());
      if (refusal instanceof RateLimitedError) throttle.noteRefused(account, refusal);
      if (refusal) throw refusal;
      throttle.note(account, answer.headers);
      const parsed = schema.safeParse(answer.body);
      if (parsed.success) return parsed.data;
      throw new UnexpectedResponseError(`Meta answered in a form we do not understand (${operation}).`, {
        ...about,
        status: answer.status,
      });
    }
    return retryRead(once, { ...waiting, signal });
  };
}
