// Started by generate-load.ts: asks on so many connections at once, each request as soon as the last was answered.
import { openConnection } from "./connection.ts";
import type { Load, Loaded } from "./generate-load.ts";
import { requestBytes } from "./requests.ts";

let nth = 0;

async function generate({ port, kind, connections, seconds }: Load): Promise<Loaded> {
  const times: number[] = [];
  let failed = 0;
  let sample = "";
  const lines = await Promise.all(Array.from({ length: connections }, () => openConnection(port)));
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  await Promise.all(
    lines.map(async ({ send, close }) => {
      while (performance.now() < until) {
        nth += 1;
        const bytes = requestBytes(kind, nth);
        const sentAt = performance.now();
        const { status, body } = await send(bytes);
        times.push(performance.now() - sentAt);
        if (status !== 200) failed += 1;
        sample = body;
      }
      close();
    }),
  );
  return { times, failed, sample, perSecond: times.length / ((performance.now() - startedAt) / 1000) };
}

process.on("message", async (load: Load) => {
  process.send?.(await generate(load));
});
