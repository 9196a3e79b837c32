import { describe, expect, it } from "vitest";
import { readBrandCss } from "./brand-css.ts";

describe("a brand's stylesheet", () => {
  it("sets variables, above our own", () => {
    const css = `/* Tidewater */
      :root {
        --accent: light-dark(oklch(0.45 0.15 250), oklch(0.8 0.1 250));
        --font-text: "Inter", var(--font-geist-sans),
          sans-serif;
      }
      :root { --corner: 0 }`;
    expect(readBrandCss(css)).toBe(
      ':root:root,.themed.themed{--accent:light-dark(oklch(0.45 0.15 250), oklch(0.8 0.1 250));--font-text:"Inter", var(--font-geist-sans), sans-serif;--corner:0}\n',
    );
  });

  it.each([
    ["another sheet", '@import "https://evil.example/x.css"; :root { --accent: red }'],
    ["another host", ":root { --paper: url(https://evil.example/x.png) }"],
    ["another host, escaped", ":root { --paper: u\\72l(https://evil.example/x.png) }"],
    ["another host, by image-set", ':root { --paper: image-set("https://evil.example/x.png" 1x) }'],
    ["a font from elsewhere", "@font-face { font-family: x; src: url(//evil.example/x.woff2) }"],
    ["a property", ":root { display: none }"],
    ["another selector", "body { --accent: red }"],
    ["a selector behind", ":root { --accent: red } input[value^=a] { --b: c }"],
    ["a condition", "@media print { :root { --accent: red } }"],
    ["nesting", ":root { --accent: red; & a { color: red } }"],
    ["an end of the page's style", ":root { --accent: </style><script>alert(1)</script> }"],
    ["weight", ":root { --accent: red !important }"],
    ["nothing", "/* empty */"],
    ["an open comment", ":root { --accent: red } /* and"],
  ])("refuses %s", (_, css) => {
    expect(() => readBrandCss(css)).toThrow();
  });
});
