import { describe, expect, it } from "vitest";
import { xmlText } from "./xml.ts";

describe("xmlText", () => {
  it("escapes what is markup, in content and in attributes", () => {
    expect(xmlText(`<a href="x">Tom & 'Jerry'</a>]]>`)).toBe(
      "&#60;a href=&#34;x&#34;&#62;Tom &#38; &#39;Jerry&#39;&#60;/a&#62;]]&#62;",
    );
  });

  it("leaves out what XML cannot hold, and nothing else", () => {
    expect(xmlText("a\u0000b\u001b\u000bc\ufffe\td\né 🎧")).toBe("abc\td\né 🎧");
    expect(xmlText("half \ud83c of one")).toBe("half \ufffd of one");
  });
});
