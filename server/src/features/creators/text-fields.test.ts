import { describe, expect, it } from "vitest";
import { lineField, textField } from "./text-fields.ts";

describe("lineField", () => {
  const field = lineField(10);

  it("keeps what was typed, trimmed; HTML is text", () => {
    expect(field.parse("  <b>Ann</b> ")).toBe("<b>Ann</b>");
    expect(field.parse("名前 😀")).toBe("名前 😀");
  });

  it("refuses nothing visible, too much, and characters that deceive", () => {
    for (const text of [
      "",
      "   ",
      "\u200b\u200b",
      "a".repeat(11),
      "a\nb",
      "a\u0000b",
      "a\u202eb",
      "\ud800",
      "a\u2028b",
      7,
    ]) {
      expect(field.safeParse(text).success, JSON.stringify(text)).toBe(false);
    }
  });
});

describe("textField", () => {
  const field = textField(20);

  it("keeps lines and tabs, with one kind of line end", () => {
    expect(field.parse(" one\r\ntwo\rthree\t \n")).toBe("one\ntwo\nthree");
    expect(field.parse("")).toBe("");
  });

  it("refuses other control characters, direction changes and too much", () => {
    for (const text of ["a\u0000", "a\u001b[31m", "a\u202e", "\udfff", "a".repeat(21)]) {
      expect(field.safeParse(text).success, JSON.stringify(text)).toBe(false);
    }
  });
});
