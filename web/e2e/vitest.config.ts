import { defineConfig } from "vitest/config";

/** Browser journeys against the real program. `npx vitest run --config web/e2e/vitest.config.ts` */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ["**/*.journey.ts"],
    globalSetup: ["./global-setup.ts"],
    pool: "threads",
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
