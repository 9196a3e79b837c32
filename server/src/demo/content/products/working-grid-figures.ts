import type { PdfPage, Rgb } from "../pdf/pdf.ts";
import type { GridFigure } from "./working-grid-chapters.ts";

const red: Rgb = [209, 69, 43];
const ink: Rgb = [38, 34, 29];
const sheet: Rgb = [255, 253, 248];
const tint: Rgb = [246, 227, 218];
const grey: Rgb = [190, 182, 170];
const mustard: Rgb = [219, 166, 63];

/** Draws one of the figures of "The working grid" on a page, in a field of 300 by 210 points from (x, y). */
export function drawGridFigure(page: PdfPage, figure: GridFigure, x: number, y: number): void {
  const draw = {
    margins: () => {
      page.rect(x + 80, y, 148, 210, sheet);
      page.frame(x + 80, y, 148, 210, ink);
      page.rect(x + 92, y + 15, 118, 171, tint);
      page.frame(x + 92, y + 15, 118, 171, red);
      page.line(x + 80, y + 195, x + 92, y + 195, red, 2);
      page.line(x + 210, y + 195, x + 228, y + 195, red, 2);
    },
    columns: () => {
      page.rect(x, y, 300, 190, sheet);
      for (let i = 0; i < 4; i++) {
        page.rect(x + 18 + i * 68, y + 18, 60, 154, tint);
        textLines(page, x + 18 + i * 68, y + 24, 60, 13, 11.5);
      }
      page.frame(x, y, 300, 190, ink);
    },
    baseline: () => {
      page.rect(x, y, 300, 196, sheet);
      for (let i = 1; i < 14; i++) page.line(x, y + i * 14, x + 300, y + i * 14, red, 0.35);
      page.rect(x + 20, y + 22, 120, 20, ink);
      textLines(page, x + 20, y + 52, 120, 10, 14);
      textLines(page, x + 160, y + 24, 120, 12, 14);
      page.frame(x, y, 300, 196, ink);
    },
    modules: () => {
      for (let i = 0; i < 20; i++) {
        page.rect(x + (i % 5) * 60, y + Math.floor(i / 5) * 50, 54, 44, tint);
      }
      page.rect(x, y, 114, 94, ink);
      page.rect(x + 180, y + 50, 114, 44, mustard);
      page.rect(x + 60, y + 150, 240, 44, red);
    },
    hanging: () => {
      page.line(x, y + 30, x + 300, y + 30, red, 1);
      [110, 60, 150, 84].forEach((height, i) => {
        page.rect(x + i * 78, y + 30, 62, height, i === 2 ? mustard : ink);
      });
    },
    break: () => {
      for (let i = 0; i < 12; i++) {
        page.rect(x + (i % 4) * 76, y + Math.floor(i / 4) * 62, 66, 52, tint);
      }
      page.circle(x + 186, y + 96, 62, red);
      page.rect(x, y, 66, 52, ink);
    },
    screens: () => {
      const screens: [number, number, number, number][] = [
        [0, 160, 12, 110],
        [178, 72, 8, 110],
        [266, 34, 4, 110],
      ];
      for (const [left, width, count, height] of screens) {
        page.rect(x + left, y + 20, width, height, sheet);
        const step = (width - 8) / count;
        for (let i = 0; i < count; i++)
          page.rect(x + left + 5 + i * step, y + 26, step - 3, height - 12, tint);
        page.frame(x + left, y + 20, width, height, ink);
      }
    },
    checklist: () => {
      for (let i = 0; i < 9; i++) {
        const row = y + i * 22;
        page.frame(x, row, 12, 12, ink, 0.9);
        page.line(x + 24, row + 11, x + 300, row + 11, grey, 0.5);
      }
      page.line(x + 2, y + 6, x + 5, y + 10, red, 1.6);
      page.line(x + 5, y + 10, x + 12, y - 1, red, 1.6);
    },
  };
  draw[figure]();
}

function textLines(page: PdfPage, x: number, y: number, width: number, count: number, step: number): void {
  for (let i = 0; i < count; i++) {
    const share = i === count - 1 ? 0.5 : 0.9 + ((i * 7) % 5) / 50;
    page.rect(x, y + i * step, width * share, 3, grey);
  }
}
