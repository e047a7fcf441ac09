import { defaultBodyLimit, HTTPModuleFunctions, type HTTPReceiver, isRawBodyError } from "@slack/bolt";

type Listener = HTTPReceiver["requestListener"];
type Request = Parameters<Listener>[0];
type Response = Parameters<Listener>[1];

/** A plain node:http handler, so that one server carries Slack, webhooks and health. */
export type Handler = (request: Request, response: Response) => Promise<void>;

const { bufferIncomingMessage, parseHTTPRequestBody } = HTTPModuleFunctions;
const MOST_SKEW_SECONDS = 300;

/** What Bolt's receiver does not take: it dies of `null`, never answers a list, and believes a signature of tomorrow. */
export function createHttpHandler(receiver: Pick<HTTPReceiver, "requestListener">) {
  const open = new Set<Promise<void>>();

  async function handle(request: Request, response: Response): Promise<void> {
    const closed = new Promise<void>((resolve) => response.once("close", resolve));
    open.add(closed);
    void closed.then(() => open.delete(closed));
    if (isFromTheFuture(request.headers, Date.now())) return refuse(response, 401);
    try {
      const buffered = await bufferIncomingMessage(request, defaultBodyLimit);
      if (!mayBeObject(buffered)) return refuse(response, 400);
      receiver.requestListener(buffered, response);
    } catch (error) {
      if (!(error instanceof Error) || !isRawBodyError(error)) throw error;
      refuse(response, error.statusCode);
    }
  }

  return {
    handle: handle satisfies Handler,
    /** Resolves when every request that was taken has its answer. */
    async answered(): Promise<void> {
      await Promise.all(open);
    },
  };
}

function refuse(response: Response, status: number): void {
  // The rest of what is being sent is not read.
  response.shouldKeepAlive = false;
  response.writeHead(status).end();
}

/** Bolt refuses a timestamp that is too old, and takes one that is too new: a signature could be kept for later. */
function isFromTheFuture(headers: Request["headers"], now: number): boolean {
  return Number(headers["x-slack-request-timestamp"]) > now / 1000 + MOST_SKEW_SECONDS;
}

/** What is no JSON at all, Bolt refuses itself. */
function mayBeObject(request: Parameters<typeof parseHTTPRequestBody>[0]): boolean {
  try {
    const body: unknown = parseHTTPRequestBody(request);
    return typeof body === "object" && body !== null && !Array.isArray(body);
  } catch {
    return true;
  }
}
