import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/global-setup.ts"],
    // Two cores are the smallest machine that runs this suite; a real database starts in some files.
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
