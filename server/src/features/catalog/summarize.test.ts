import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarize } from "./summarize.ts";

describe("summarize", () => {
  it("drops the marks and keeps the words", () => {
    expect(summarize("# Title\n\nSome **bold** and _plain_ [link](https://x.example).\n\n- one\n- two")).toBe(
      "Title Some bold and plain link. one two",
    );
    expect(summarize("keeps snake_case_names and 2 * 3 * 4")).toBe("keeps snake_case_names and 2 * 3 * 4");
    expect(summarize("before\n```js\nlet x;\n```\nafter ![alt](a.png)")).toBe("before after alt");
    expect(summarize("")).toBe("");
  });

  it("cuts between words", () => {
    const summary = summarize("word ".repeat(100));
    expect(summary.length).toBeLessThanOrEqual(180);
    expect(summary).toMatch(/word…$/);
  });

  it("never exceeds its length, breaks a character or adds a line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 600 }), (text) => {
        const summary = summarize(text);
        expect(summary.length).toBeLessThanOrEqual(180);
        expect(summary.isWellFormed()).toBe(true);
        expect(summary).not.toMatch(/\n/);
      }),
    );
  });
});
