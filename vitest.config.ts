import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["server/**/*.test.ts", "stripe-sandbox/**/*.test.ts", "sdk/**/*.test.ts", "web/**/*.test.ts"],
    globalSetup: ["server/src/test/global-setup.ts"],
    pool: "threads",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
