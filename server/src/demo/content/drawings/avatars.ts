import { haldenBold } from "../font/face.ts";
import { circle, lettering, rect, renderPng, shape } from "./svg.ts";

const side = 512;

/** Studio Halden: the small h of its own typeface. */
export function avatarHalden(): Promise<Buffer> {
  return renderPng(
    side,
    side,
    rect(0, 0, side, side, "#c4512d"),
    lettering(haldenBold(), "h", 256, 398, "#f6efe2", { size: 400, anchor: "middle" }),
  );
}

/** Lowland Audio: the sun going down into flat water. */
export function avatarLowland(): Promise<Buffer> {
  const bars = [0, 1, 2, 3].map((i) => rect(96 + i * 18, 286 + i * 40, 320 - i * 36, 20, "#f0e6d2", 10));
  return renderPng(
    side,
    side,
    rect(0, 0, side, side, "#1f4152"),
    shape("M126 256A130 130 0 0 1 386 256Z", "#e58a52"),
    ...bars,
  );
}

/** Plainwork: three plain shapes, stacked. */
export function avatarPlainwork(): Promise<Buffer> {
  return renderPng(
    side,
    side,
    rect(0, 0, side, side, "#e9e2d2"),
    rect(136, 276, 120, 120, "#24463f"),
    circle(316, 336, 60, "#e2a13c"),
    shape("M166 256L256 116L346 256Z", "#d9664a"),
  );
}
