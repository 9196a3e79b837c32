import { defineConfig } from "vitest/config";

/** Black box: the real program as a child process, spoken to over HTTP. `npx vitest run --config acceptance/vitest.config.ts` */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ["**/*.test.ts"],
    globalSetup: ["./global-setup.ts"],
    pool: "threads",
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
