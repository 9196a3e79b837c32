import fc from "fast-check";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Markdown } from "./markdown.tsx";

const render = (source: string) => renderToStaticMarkup(createElement(Markdown, { source }));
const inside = (source: string) => render(source).replace(/^<div class="prose">|<\/div>$/g, "");

describe("Markdown", () => {
  it.each([
    ["plain", "<p>plain</p>"],
    ["**a** and *b* and `c < d`", "<p><strong>a</strong> and <em>b</em> and <code>c &lt; d</code></p>"],
    ["_a_ snake_case_name foo_bar_ x", "<p><em>a</em> snake_case_name foo_bar_ x</p>"],
    ["**bold *both* bold**", "<p><strong>bold <em>both</em> bold</strong></p>"],
    ["~~gone~~", "<p><s>gone</s></p>"],
    ["# A\n## B\n### C", "<h3>A</h3><h4>B</h4><h5>C</h5>"],
    ["### Deep first\n# Then high", "<h3>Deep first</h3><h3>Then high</h3>"],
    ["- a\n- b", "<ul><li>a</li><li>b</li></ul>"],
    ["- a\n  - b\n- c", "<ul><li><p>a</p><ul><li>b</li></ul></li><li>c</li></ul>"],
    ["3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'],
    ["> a\n> b", "<blockquote><p>a\nb</p></blockquote>"],
    ["```css\na { }\n```", "<pre><code>a { }</code></pre>"],
    ["a\n\n---\n\nb", "<p>a</p><hr/><p>b</p>"],
    ["one  \ntwo", "<p>one<br/>two</p>"],
    ["\\*not\\*", "<p>*not*</p>"],
  ])("renders %j", (source, html) => {
    expect(inside(source)).toBe(html);
  });

  it("gives links to http, https and mailto a rel, and leaves every other address as text", () => {
    const rel = 'rel="nofollow ugc noopener"';
    expect(inside("[a](https://example.com/x?y=1)")).toBe(
      `<p><a href="https://example.com/x?y=1" ${rel}>a</a></p>`,
    );
    expect(inside("[a](mailto:a@example.com)")).toBe(`<p><a href="mailto:a@example.com" ${rel}>a</a></p>`);
    expect(inside("see https://example.com.")).toContain("<a href=");
    for (const bad of [
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "data:text/html,x",
      "vbscript:x",
      "/local",
      "//host",
      "java&#115;cript:x",
    ])
      expect(render(`[a](${bad})`)).not.toContain("<a ");
  });

  it("never makes an element of HTML in the source", () => {
    const html = render(
      '<script>alert(1)</script><img src=x onerror=alert(1)>\n\n<b>bold</b> [x](https://e.com" onclick="1)',
    );
    expect(html).not.toMatch(/<(script|img|b)\b/);
    expect(html).not.toContain(' onclick="');
  });

  it("keeps to its own elements and addresses whatever it is given", () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom(
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "[",
        "](",
        ")",
        "<",
        ">",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "# ",
        "> ",
        "javascript:",
        "https://e.com",
        "&lt;",
        "\\",
        '"',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const html = render(pieces.join(""));
        for (const [, tag] of html.matchAll(/<\/?([a-z0-9]+)/g))
          expect(tag).toMatch(/^(div|p|h3|h4|h5|ul|ol|li|blockquote|pre|code|em|strong|s|a|br|hr)$/);
        for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(https?:|mailto:)/);
      }),
      { numRuns: 300 },
    );
  });

  it("stays fast on text made to be slow", () => {
    const hostile = [
      "*".repeat(20_000),
      "[".repeat(20_000),
      "`a".repeat(10_000),
      "_a ".repeat(7000),
      "> ".repeat(10_000),
      `${"  ".repeat(2000)}- a`,
      "[a](".repeat(5000),
      "**a".repeat(7000),
      "~~a ".repeat(5000),
    ];
    for (const source of hostile) {
      const start = performance.now();
      render(source);
      expect(performance.now() - start, source.slice(0, 4)).toBeLessThan(1500);
    }
  });

  it("closes headings as CommonMark does", () => {
    expect(inside("# A #\n# B ###   \n# C#\n# # \n")).toBe("<h3>A</h3><h3>B</h3><h3>C#</h3><h3></h3>");
  });

  // A line that a pattern tries in every way would hold up everybody: each of these took seconds to minutes once.
  it.each([
    `# a${" ".repeat(19_000)}b`,
    `#${" #".repeat(9_000)} b`,
    `a${" ".repeat(19_000)}b`,
    `${"#".repeat(6)}${" ".repeat(50)}`.repeat(300),
  ])("reads a long line of blanks in one go (%#)", (source) => {
    expect(render(source)).toContain("prose");
  });
});
