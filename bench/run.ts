// `npm run bench -- <name> [options]`: the benchmarks that start the whole bot.
const BENCHES: Readonly<Record<string, string>> = {
  crash: "./chaos/crash.ts",
  faults: "./chaos/faults.ts",
  replicas: "./chaos/replicas.ts",
  growth: "./growth.ts",
  ack: "./ack.ts",
  soak: "./soak.ts",
};

const [name = "", ...args] = process.argv.slice(2);
const file = BENCHES[name];
if (file === undefined) {
  console.error(
    `There is no benchmark ${name || "without a name"}. Choose one of: ${Object.keys(BENCHES).join(", ")}.`,
  );
  process.exit(2);
}
const { main } = (await import(file)) as { main: (args: readonly string[]) => Promise<boolean> };
process.exit((await main(args)) ? 0 : 1);
