import { describe, expect, it } from "vitest";
import { localeOf } from "./locale.ts";

describe("locale", () => {
  it.each([
    ["de-DE,de;q=0.9,en;q=0.8", "en-DE"],
    ["de", "en-DE"],
    ["de-AT", "en-AT"],
    ["en", "en-US"],
    ["en-GB;q=0.9", "en-GB"],
    ["pt-BR", "en-BR"],
    ["zh-Hant", "en-TW"],
    ["*", "en-US"],
    ["*;q=0.1, sv", "en-SE"],
    ["es-419, fr", "en-FR"],
  ])("%s is written as %s", (header, locale) => {
    expect(localeOf(header)).toBe(locale);
  });

  it.each([null, "", "x", "en-ZQ", "i-am-no-language-at-all", "a".repeat(5000), "de-DE-u-nu-\u0000"])(
    "knows what to do with %j",
    (header) => {
      expect(localeOf(header)).toBe("en-US");
    },
  );
});
