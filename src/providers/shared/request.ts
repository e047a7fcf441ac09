import axios from "axios";
import { SECOND } from "../../domain/time.ts";
import { type About, UnavailableError, UnexpectedResponseError } from "./errors.ts";

export type Call = {
  /** What is asked, in words and without ids; it ends up in error messages. */
  operation: string;
  url: string;
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
};

export type Answer = {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Parsed JSON; `undefined` when the body is not JSON. */
  body: unknown;
};

/** One read. Resolves with any HTTP answer, rejects with an AppError when there was none. */
export type Request = (call: Call) => Promise<Answer>;

type Settings = { provider: string; timeoutMs?: number; maxBytes?: number };

/** One axios instance per provider: it never follows a redirect, waits for ever or swallows a huge answer. */
export function createRequest({ provider, timeoutMs = 5 * SECOND, maxBytes = 2_000_000 }: Settings): Request {
  const instance = axios.create({
    timeout: timeoutMs,
    maxRedirects: 0,
    maxContentLength: maxBytes,
    responseType: "text",
    transformResponse: [],
    validateStatus: () => true,
    headers: { Accept: "application/json", "User-Agent": "waba-locksmith" },
  });

  return async function request({ operation, url, query = {}, headers = {}, signal }) {
    const stop = startDeadline(timeoutMs, signal);
    try {
      const options = { method: "GET", url, params: query, headers, signal: stop.signal };
      const answer = await instance.request<unknown>(options);
      return { status: answer.status, headers: readHeaders(answer.headers), body: parseJson(answer.data) };
    } catch (error) {
      throw translate(error, { provider, operation }, stop.isTooLate());
    } finally {
      stop.clear();
    }
  };
}

/**
 * The timeout of axios starts again with every byte on the socket; this deadline holds for the whole read. Not
 * `AbortSignal.any`: on Node 20 a combined signal that nothing else holds can be collected before it fires.
 */
function startDeadline(timeoutMs: number, outer: AbortSignal | undefined) {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const timer = setTimeout(stop, timeoutMs);
  if (outer?.aborted) stop();
  outer?.addEventListener("abort", stop, { once: true });
  return {
    signal: controller.signal,
    isTooLate: () => controller.signal.aborted,
    clear() {
      clearTimeout(timer);
      outer?.removeEventListener("abort", stop);
    },
  };
}

/** Axios errors hold the headers and the query, so the token: only the message and the code go on. */
function translate(error: unknown, about: About, isTooLate: boolean): Error {
  const code = axios.isAxiosError(error) ? error.code : undefined;
  const said = error instanceof Error ? error.message : String(error);
  const cause = Object.assign(new Error(said), code === undefined ? {} : { code });
  const { provider, operation } = about;
  if (/maxContentLength/.test(said)) {
    return new UnexpectedResponseError(`${provider} sent a far larger answer than expected (${operation}).`, about, {
      cause,
    });
  }
  if (isTooLate || code === "ECONNABORTED" || code === "ETIMEDOUT") {
    const message = `${provider} did not answer in time (${operation}). Try again in a minute.`;
    return new UnavailableError(message, about, { timedOut: true, cause });
  }
  return new UnavailableError(`${provider} could not be reached (${operation}). Try again in a minute.`, about, {
    cause,
  });
}

function readHeaders(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function parseJson(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
