import { describe, expect, it } from "vitest";
import { cardText } from "./card-text.ts";

describe("cardText", () => {
  it.each([
    ["Halden Sans — a typeface", "Halden Sans — a typeface"],
    ["  two\n lines ", "two lines"],
    ["Größe · Été · Ёлка · Việt · ₹499 · 12 €", "Größe · Été · Ёлка · Việt · ₹499 · 12 €"],
    ["Cafe\u0301", "Café"],
    ["Lo-fi beats \u{1f3a7}\u{1f525}", "Lo-fi beats"],
    ["東京 field recordings", "field recordings"],
  ])("sets %j as %j", (text, set) => {
    expect(cardText(text)).toBe(set);
  });

  it.each(["\u{1f3a7}\u{1f525}", "東京の夜の音 vol", "", "مرحبا", "\u200b\u200b"])(
    "does not pretend to set %j",
    (text) => {
      expect(cardText(text)).toBeNull();
    },
  );
});
