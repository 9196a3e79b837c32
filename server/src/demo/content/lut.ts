export type Grade = {
  title: string;
  /** Added to the shadows and the highlights of each channel, -1 to 1. */
  shadows: [number, number, number];
  highlights: [number, number, number];
  /** 1 leaves colours as they are, 0 is black and white. */
  saturation: number;
  /** Above 1 steepens the middle of the curve, below 1 flattens it. */
  contrast: number;
  /** Lifts black by this much, for a matte look. */
  lift: number;
};

type Colour = [number, number, number];

/** Grades one colour, channels 0 to 1 in and out. */
export function applyGrade(grade: Grade, colour: Colour): Colour {
  // Luma weights of ITU-R BT.709.
  const luma = 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2];
  const tint = (channel: 0 | 1 | 2) => {
    const mixed = luma + (colour[channel] - luma) * grade.saturation;
    const curved = curve(mixed, grade.contrast);
    const split = grade.shadows[channel] * (1 - luma) ** 2 + grade.highlights[channel] * luma ** 2;
    return clamp(grade.lift + (curved + split) * (1 - grade.lift));
  };
  return [tint(0), tint(1), tint(2)];
}

/** Writes a grade as a 3D look-up table in Adobe's .cube format 1.0; `size` points an axis, red varying fastest. */
export function writeCube(grade: Grade, size = 33): Buffer {
  const lines = [
    `TITLE "${grade.title}"`,
    `LUT_3D_SIZE ${size}`,
    "DOMAIN_MIN 0.0 0.0 0.0",
    "DOMAIN_MAX 1.0 1.0 1.0",
  ];
  const top = size - 1;
  for (let b = 0; b < size; b++) {
    for (let g = 0; g < size; g++) {
      for (let r = 0; r < size; r++) {
        const [x, y, z] = applyGrade(grade, [r / top, g / top, b / top]);
        lines.push(`${decimal(x)} ${decimal(y)} ${decimal(z)}`);
      }
    }
  }
  return Buffer.from(`${lines.join("\n")}\n`, "latin1");
}

/** An S around middle grey that keeps 0, 0.5 and 1 where they are. */
function curve(value: number, contrast: number): number {
  const v = clamp(value);
  const half = v < 0.5 ? v : 1 - v;
  const bent = 0.5 * (half * 2) ** contrast;
  return v < 0.5 ? bent : 1 - bent;
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function decimal(value: number): string {
  const digits = String(Math.round(value * 1e6)).padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
