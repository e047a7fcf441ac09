import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/global-setup.ts"],
    // Most of the longer tests wait on a process or a page, so two at a time are nearly twice as fast on two cores.
    maxWorkers: 2,
    // Two cores are the smallest machine that runs this suite; a real database starts in some files.
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
