import type { Grade } from "./lut.ts";

/** The six looks of the Overcast pack, in the order of its files. */
export const grades: Grade[] = [
  grade("Overcast 1 Harbour", [-0.03, 0.02, 0.06], [0.02, 0.01, -0.03], 0.82, 1.12, 0.02),
  grade("Overcast 2 Wool", [0.03, 0.01, -0.01], [0.03, 0.02, -0.02], 0.68, 0.92, 0.06),
  grade("Overcast 3 Late Sun", [0.05, -0.01, 0.03], [0.14, 0.01, -0.16], 1.02, 1.1, 0.01),
  grade("Overcast 4 Slate", [-0.02, 0, 0.03], [-0.02, 0, 0.02], 0.45, 1.2, 0.03),
  grade("Overcast 5 Plum", [0.05, -0.02, 0.06], [0.06, 0, -0.02], 0.85, 1.08, 0.04),
  grade("Overcast 6 Print", [0, 0, 0], [0.01, 0.01, -0.01], 0, 1.25, 0.02),
];

function grade(
  title: string,
  shadows: Grade["shadows"],
  highlights: Grade["highlights"],
  saturation: number,
  contrast: number,
  lift: number,
): Grade {
  return { title, shadows, highlights, saturation, contrast, lift };
}
