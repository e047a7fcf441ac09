// Loaded into the bot by the soak: answers each message with the memory that is left when the garbage is gone. Compiled
// code is counted for itself: long after the start V8 still compiles what is done a few times a minute.
import { getHeapCodeStatistics } from "node:v8";

process.on("message", () => {
  for (let time = 0; time < 2; time += 1) globalThis.gc();
  const { rss, heapUsed, external } = process.memoryUsage();
  const { code_and_metadata_size, bytecode_and_metadata_size } = getHeapCodeStatistics();
  const code = code_and_metadata_size + bytecode_and_metadata_size;
  process.send({ rss, heap: heapUsed - code, code, external });
});
