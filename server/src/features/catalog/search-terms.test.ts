import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { containsPattern } from "../../lib/like-pattern.ts";
import { splitPrefix } from "./search-terms.ts";

describe("splitPrefix", () => {
  it("takes the last word as unfinished", () => {
    expect(splitPrefix("font")).toEqual({ head: "", prefix: "font" });
    expect(splitPrefix("grotesk fon")).toEqual({ head: "grotesk", prefix: "fon" });
    expect(splitPrefix("fonts or")).toEqual({ head: "fonts", prefix: "or" });
    expect(splitPrefix("schöne Schrift")).toEqual({ head: "schöne", prefix: "Schrift" });
  });

  it("leaves web search syntax alone", () => {
    for (const typed of ['"two words', '"two words"', "fonts -serif", "a OR b", "c++", "a:*", "", "!"]) {
      expect(splitPrefix(typed), typed).toEqual({ head: typed, prefix: null });
    }
  });

  it("lets only letters and digits into the raw syntax", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (typed) => {
        const { prefix } = splitPrefix(typed);
        expect(prefix === null || /^[\p{L}\p{N}]+$/u.test(prefix)).toBe(true);
      }),
    );
  });
});

describe("containsPattern", () => {
  it("escapes what LIKE would read as a wildcard", () => {
    expect(containsPattern("50%_\\")).toBe("%50\\%\\_\\\\%");
  });
});
