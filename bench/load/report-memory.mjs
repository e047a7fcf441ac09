// Loaded into the bot by the soak: answers each message with the memory that is left when the garbage is gone.
process.on("message", () => {
  for (let time = 0; time < 2; time += 1) globalThis.gc();
  process.send(process.memoryUsage());
});
