import { describe, expect, it } from "vitest";
import { ConfigError, loadConfig } from "./config.ts";

function problemsOf(environment: Record<string, string>): string[] {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("the platform's fee", () => {
  it.each([
    ["5", 500],
    ["2.75", 275],
    ["0", 0],
    ["0.5", 50],
    ["99.99", 9999],
  ])("%s percent", (PLATFORM_FEE_PERCENT, points) => {
    expect(loadConfig({ PLATFORM_FEE_PERCENT }).feeBasisPoints).toBe(points);
  });

  it.each(["05", "5,5", "100", "-1", "5%", "1e1", "2.755"])("is never %s", (PLATFORM_FEE_PERCENT) => {
    expect(problemsOf({ PLATFORM_FEE_PERCENT })).toEqual([
      "PLATFORM_FEE_PERCENT: a percentage below 100, such as 5 or 2.75",
    ]);
  });
});
