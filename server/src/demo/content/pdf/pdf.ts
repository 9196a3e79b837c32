import { madeOn } from "../types.ts";
import type { PdfFont } from "./pdf-fonts.ts";
import { pdfStream } from "./pdf-stream.ts";
import { winAnsi } from "./win-ansi.ts";

export type Rgb = [number, number, number];

/** A page being drawn. Coordinates are points from the top left corner; colours are 0-255. */
export type PdfPage = {
  width: number;
  height: number;
  text(font: PdfFont, size: number, x: number, y: number, text: string, colour?: Rgb): void;
  rect(x: number, y: number, width: number, height: number, colour: Rgb): void;
  frame(x: number, y: number, width: number, height: number, colour: Rgb, thickness?: number): void;
  line(x0: number, y0: number, x1: number, y1: number, colour: Rgb, thickness?: number): void;
  circle(cx: number, cy: number, r: number, colour: Rgb, thickness?: number): void;
  polygon(points: [number, number][], colour: Rgb): void;
};

type PdfDocument = {
  addPage(width: number, height: number, bookmark?: string): PdfPage;
  finish(): Buffer;
};

/**
 * Starts a PDF 1.7 document (ISO 32000-1) with bookmarks. Every font used on a page must be in `fonts`. `finish` returns
 * the whole file: compressed page streams, a cross-reference table, fixed dates; the same drawing gives the same bytes.
 */
export function createPdf(
  info: { title: string; author: string; subject: string },
  fonts: PdfFont[],
): PdfDocument {
  const pages: { width: number; height: number; ops: string[]; bookmark?: string }[] = [];
  return {
    addPage(width, height, bookmark) {
      const ops: string[] = [];
      pages.push({ width, height, ops, ...(bookmark ? { bookmark } : {}) });
      return drawOn(ops, width, height, fonts);
    },
    finish() {
      const bodies: Buffer[] = [];
      const add = (body: string | Buffer) =>
        bodies.push(typeof body === "string" ? Buffer.from(body, "latin1") : body);
      const fontRefs = fonts.map((font) => font.write(add));
      const pagesRef = bodies.length + pages.length * 2 + 1;
      const resources = fontRefs.map((ref, i) => `/F${i} ${ref} 0 R`).join(" ");
      const pageRefs = pages.map((page) => {
        const content = add(pdfStream("", Buffer.from(page.ops.join("\n"), "latin1")));
        return add(
          `<< /Type /Page /Parent ${pagesRef} 0 R /MediaBox [0 0 ${page.width} ${page.height}] ` +
            `/Resources << /Font << ${resources} >> >> /Contents ${content} 0 R >>`,
        );
      });
      add(
        `<< /Type /Pages /Count ${pages.length} /Kids [${pageRefs.map((ref) => `${ref} 0 R`).join(" ")}] >>`,
      );
      const outlines = addOutlines(add, bodies.length, pages, pageRefs);
      const root = add(`<< /Type /Catalog /Pages ${pagesRef} 0 R ${outlines} /Lang (en) >>`);
      const date = `D:${madeOn.toISOString().replaceAll(/[-:T]/g, "").slice(0, 14)}Z`;
      const about = add(
        `<< /Title ${literal(info.title)} /Author ${literal(info.author)} /Subject ${literal(info.subject)} ` +
          `/CreationDate (${date}) /ModDate (${date}) >>`,
      );
      return assemble(bodies, root, about);
    },
  };
}

function drawOn(ops: string[], width: number, height: number, fonts: PdfFont[]): PdfPage {
  const fill = ([r, g, b]: Rgb) => ops.push(`${part(r)} ${part(g)} ${part(b)} rg`);
  const pen = ([r, g, b]: Rgb, thickness: number) =>
    ops.push(`${part(r)} ${part(g)} ${part(b)} RG ${num(thickness)} w`);
  const up = (y: number) => height - y;
  const black: Rgb = [24, 24, 27];
  return {
    width,
    height,
    text(font, size, x, y, text, colour = black) {
      const index = fonts.indexOf(font);
      if (index < 0) throw new Error(`${font.name} was not given to this document`);
      fill(colour);
      ops.push(`BT /F${index} ${num(size)} Tf ${num(x)} ${num(up(y))} Td ${literal(text)} Tj ET`);
    },
    rect(x, y, w, h, colour) {
      fill(colour);
      ops.push(`${num(x)} ${num(up(y + h))} ${num(w)} ${num(h)} re f`);
    },
    frame(x, y, w, h, colour, thickness = 0.5) {
      pen(colour, thickness);
      ops.push(`${num(x)} ${num(up(y + h))} ${num(w)} ${num(h)} re S`);
    },
    line(x0, y0, x1, y1, colour, thickness = 0.5) {
      pen(colour, thickness);
      ops.push(`${num(x0)} ${num(up(y0))} m ${num(x1)} ${num(up(y1))} l S`);
    },
    circle(cx, cy, r, colour, thickness) {
      if (thickness) pen(colour, thickness);
      else fill(colour);
      ops.push(`${circlePath(cx, up(cy), r)} ${thickness ? "S" : "f"}`);
    },
    polygon(points, colour) {
      fill(colour);
      const path = points.map(([x, y], i) => `${num(x)} ${num(up(y))} ${i === 0 ? "m" : "l"}`);
      ops.push(`${path.join(" ")} h f`);
    },
  };
}

/** Four Bezier curves; 0.5523 is the handle that brings each closest to a quarter of a circle. */
function circlePath(cx: number, cy: number, r: number): string {
  const k = r * 0.5523;
  const curve = (...v: number[]) => `${v.map(num).join(" ")} c`;
  return [
    `${num(cx + r)} ${num(cy)} m`,
    curve(cx + r, cy + k, cx + k, cy + r, cx, cy + r),
    curve(cx - k, cy + r, cx - r, cy + k, cx - r, cy),
    curve(cx - r, cy - k, cx - k, cy - r, cx, cy - r),
    curve(cx + k, cy - r, cx + r, cy - k, cx + r, cy),
  ].join(" ");
}

function addOutlines(
  add: (body: string) => number,
  written: number,
  pages: { bookmark?: string }[],
  pageRefs: number[],
): string {
  const marked = pages.flatMap((page, i) =>
    page.bookmark ? [{ title: page.bookmark, page: pageRefs[i]! }] : [],
  );
  if (marked.length === 0) return "";
  const first = written + 1;
  const root = first + marked.length;
  marked.forEach((mark, i) => {
    const previous = i > 0 ? `/Prev ${first + i - 1} 0 R` : "";
    const next = i < marked.length - 1 ? `/Next ${first + i + 1} 0 R` : "";
    add(
      `<< /Title ${literal(mark.title)} /Parent ${root} 0 R ${previous} ${next} /Dest [${mark.page} 0 R /Fit] >>`,
    );
  });
  add(`<< /Type /Outlines /First ${first} 0 R /Last ${root - 1} 0 R /Count ${marked.length} >>`);
  return `/Outlines ${root} 0 R /PageMode /UseOutlines`;
}

function assemble(bodies: Buffer[], root: number, info: number): Buffer {
  const parts = [Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1")];
  let offset = parts[0]!.length;
  const offsets = bodies.map((body, i) => {
    const start = offset;
    const object = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), body, Buffer.from("\nendobj\n")]);
    parts.push(object);
    offset += object.length;
    return start;
  });
  const rows = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  const table = `xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${rows}`;
  const trailer = `trailer\n<< /Size ${bodies.length + 1} /Root ${root} 0 R /Info ${info} 0 R >>\nstartxref\n${offset}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(table + trailer, "latin1")]);
}

function literal(text: string): string {
  return `(${winAnsi(text).replaceAll(/[\\()]/g, "\\$&")})`;
}

function part(value: number): string {
  return num(value / 255);
}

function num(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
