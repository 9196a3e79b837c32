import { describe, expect, it } from "vitest";
import { haldenRegular } from "./face.ts";
import { textPath, textWidth } from "./text-path.ts";

describe("textPath", () => {
  it("sets letters apart by their widths and kerning", () => {
    const face = haldenRegular();
    const alone = textWidth(face, "A", { size: 1000 }) + textWidth(face, "V", { size: 1000 });
    const together = textWidth(face, "AV", { size: 1000 });
    expect(together).toBe(alone + face.kerning.get("AV")!);
    expect(textWidth(face, "AV", { size: 1000, tracking: 50 })).toBe(together + 50);
  });

  it("draws closed contours, and anchors them", () => {
    const face = haldenRegular();
    const path = textPath(face, "oi", 0, 0, { size: 100 });
    expect(path.match(/M/g)).toHaveLength(4);
    expect(path.match(/Z/g)).toHaveLength(4);
    expect(path).not.toContain("NaN");
    const firstX = (d: string) => Number(/^M(-?[\d.]+)/.exec(d)?.[1]);
    const shift = firstX(textPath(face, "oi", 0, 0, { size: 100, anchor: "end" })) - firstX(path);
    expect(shift).toBeCloseTo(-textWidth(face, "oi", { size: 100 }), 1);
  });

  it("refuses a character it cannot draw", () => {
    expect(textPath(haldenRegular(), "a", 0, 0, { size: 10 })).not.toBe("");
    expect(() => textPath(haldenRegular(), "字", 0, 0, { size: 10 })).toThrow(/no glyph/);
  });
});
