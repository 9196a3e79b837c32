import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { haldenRegular } from "../font/face.ts";
import { createPdf } from "./pdf.ts";
import { embeddedFont, times } from "./pdf-fonts.ts";
import { breakLines } from "./typeset.ts";
import { winAnsi } from "./win-ansi.ts";

describe("createPdf", () => {
  it("writes a cross-reference table that points at every object", () => {
    const file = sample();
    const text = file.toString("latin1");
    expect(text.startsWith("%PDF-1.7\n")).toBe(true);
    expect(text.endsWith("%%EOF\n")).toBe(true);
    const start = Number(/startxref\n(\d+)\n/.exec(text)?.[1]);
    const table = text.slice(start);
    const count = Number(/^xref\n0 (\d+)\n/.exec(table)?.[1]);
    const rows = [...table.matchAll(/^(\d{10}) 00000 n $/gm)].map((row) => Number(row[1]));
    expect(rows).toHaveLength(count - 1);
    rows.forEach((offset, i) => {
      expect(text.slice(offset).startsWith(`${i + 1} 0 obj\n`)).toBe(true);
    });
  });

  it("has its pages, bookmarks and words", () => {
    const text = sample().toString("latin1");
    expect(text).toContain("/Type /Pages /Count 2");
    expect(text).toContain("/Title (Second \\(last\\))");
    expect(text).toMatch(/\/Type \/Outlines \/First \d+ 0 R \/Last \d+ 0 R \/Count 2/);
    expect(contents(sample()).join("\n")).toContain("(Hello \x93page\x94) Tj");
  });

  it("refuses a font it was not given, and a character it cannot hold", () => {
    const pdf = createPdf({ title: "t", author: "a", subject: "s" }, [times]);
    const page = pdf.addPage(100, 100);
    page.text(times, 10, 0, 0, "fine");
    expect(() => page.text(embeddedFont(haldenRegular()), 10, 0, 0, "no")).toThrow(/not given/);
    expect(() => page.text(times, 10, 0, 0, "字")).toThrow(/cannot hold/);
    expect(winAnsi("–")).toBe("\x96");
  });
});

describe("breakLines", () => {
  it("keeps every word and no line wider than asked", () => {
    const words = "a line of text wants between forty-five and seventy characters to be read with ease";
    const style = { font: times, size: 11 };
    const lines = breakLines(style, words, 120);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join(" ")).toBe(words);
    for (const line of lines) expect(times.width(line) * 11).toBeLessThanOrEqual(120);
  });
});

function sample(): Buffer {
  const own = embeddedFont(haldenRegular());
  const pdf = createPdf({ title: "Sample", author: "Author", subject: "Subject" }, [times, own]);
  const first = pdf.addPage(300, 400, "First");
  first.text(times, 12, 20, 40, "Hello “page”");
  first.text(own, 20, 20, 80, "Own letters");
  first.circle(100, 200, 30, [200, 0, 0]);
  pdf.addPage(300, 400, "Second (last)").rect(0, 0, 300, 400, [240, 240, 240]);
  return pdf.finish();
}

/** The page streams, inflated. */
function contents(file: Buffer): string[] {
  const text = file.toString("latin1");
  return [...text.matchAll(/\/Filter \/FlateDecode \/Length (\d+) >>\nstream\n/g)].map((match) => {
    const start = match.index + match[0].length;
    return inflateSync(file.subarray(start, start + Number(match[1]))).toString("latin1");
  });
}
