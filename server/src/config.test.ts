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

describe("trusted proxies", () => {
  it("are read once, before anybody asks", () => {
    const { TRUSTED_PROXIES } = loadConfig({ TRUSTED_PROXIES: "private, 203.0.113.7" });
    expect(TRUSTED_PROXIES.check("203.0.113.7")).toBe(true);
    expect(TRUSTED_PROXIES.check("192.168.1.1")).toBe(true);
    expect(TRUSTED_PROXIES.check("203.0.113.8")).toBe(false);
    expect(loadConfig({}).TRUSTED_PROXIES.check("127.0.0.1")).toBe(false);
  });

  it("that are none are named with everything else that is wrong", () => {
    const environment = { TRUSTED_PROXIES: "loopback,10.0.0.0/33", STRIPE_SECRET_KEY: "sk_test_x" };
    expect(problemsOf(environment)).toEqual([
      expect.stringContaining("STRIPE_WEBHOOK_SECRET"),
      'TRUSTED_PROXIES: "10.0.0.0/33" must have a prefix length from 1 to 32',
    ]);
    expect(problemsOf({ TRUSTED_PROXIES: "lopback" })).toEqual([
      expect.stringContaining('TRUSTED_PROXIES: "lopback" is not an IP address'),
    ]);
  });
});

it("names what is wrong, what is missing and what does not go together at once", () => {
  const environment = {
    NODE_ENV: "production",
    BASE_URL: "https://shop.example",
    PORT: "many",
    TRUSTED_PROXIES: "lopback",
    STRIPE_SECRET_KEY: "sk_test_x",
  };
  const named = problemsOf(environment).map((problem) => problem.split(":")[0]);
  expect(named).toEqual([
    "PORT",
    "JWT_SECRET",
    "TICKET_SECRETS",
    "STRIPE_WEBHOOK_SECRET",
    "SMTP_URL",
    "TRUSTED_PROXIES",
  ]);
});
