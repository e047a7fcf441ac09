import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Closing connections of others takes a server; where there is none, the file would count as skipped.
    exclude: [
      ...configDefaults.exclude,
      ...(process.env.TEST_DATABASE_URL === undefined ? ["test/store/lost-connection.test.ts"] : []),
    ],
    globalSetup: ["test/global-setup.ts"],
    // Most of the longer tests wait on a process or a page, so two at a time are nearly twice as fast on two cores.
    maxWorkers: 2,
    // For what hangs, not for what is slow: a shared machine may take ten times as long as a quiet one.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
