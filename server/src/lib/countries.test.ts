import { describe, expect, it } from "vitest";
import { COUNTRIES, isOfferedIn } from "./countries.ts";

describe("countries", () => {
  it("are 249, each once, and each has a name", () => {
    expect(new Set(COUNTRIES).size).toBe(249);
    const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
    expect(COUNTRIES.filter((code) => !names.of(code))).toEqual([]);
  });

  it.each([
    [null, "DE", true],
    [null, null, true],
    [{ rule: "allow" as const, codes: ["DE", "AT"] }, "AT", true],
    [{ rule: "allow" as const, codes: ["DE", "AT"] }, "FR", false],
    [{ rule: "allow" as const, codes: ["DE", "AT"] }, null, false],
    [{ rule: "block" as const, codes: ["FR"] }, "FR", false],
    [{ rule: "block" as const, codes: ["FR"] }, "DE", true],
    [{ rule: "block" as const, codes: ["FR"] }, null, true],
  ])("%j in %s: %s", (rule, country, offered) => {
    expect(isOfferedIn(rule, country)).toBe(offered);
  });
});
