import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["server/**/*.test.ts", "stripe-sandbox/**/*.test.ts", "sdk/**/*.test.ts", "web/**/*.test.ts"],
    globalSetup: ["server/src/test/global-setup.ts"],
    pool: "threads",
    maxWorkers: 2,
    // Importing the server anew for each of two hundred files takes a sixth of the whole run.
    isolate: false,
    // For what hangs, not for what is slow: a busy machine takes many times as long.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
