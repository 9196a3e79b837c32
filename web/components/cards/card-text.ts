/**
 * Text as the typeface of link pictures can set it, or null when it cannot say enough of it: what is in no Latin or Cyrillic
 * letters, and pictures among them. Nothing else may reach the renderer, which would fetch other typefaces from the network.
 */
export function cardText(text: string): string | null {
  const whole = text.normalize("NFC").replace(/\s+/g, " ").trim();
  const kept = whole.replace(FOREIGN, "").replace(/\s+/g, " ").trim();
  return kept.length > 0 && kept.length * 2 >= [...whole].length ? kept : null;
}

/** Everything that Geist has no glyph for. */
const FOREIGN = new RegExp(
  `[^${[
    "\\u0020-\\u007e\\u00a0-\\u00ac\\u00ae-\\u0113\\u0116-\\u012b\\u012e-\\u0137\\u0139-\\u013e\\u0141-\\u0148\\u014a-\\u014d",
    "\\u0150-\\u017e\\u0218-\\u021b\\u0400-\\u045f\\u0490-\\u0493\\u1ea0-\\u1ef9\\u2013\\u2014\\u2018-\\u201a\\u201c-\\u201e",
    "\\u2020-\\u2022\\u2026\\u2030\\u2032\\u2033\\u2039\\u203a\\u20aa\\u20ac\\u20b1\\u20b4\\u20b9\\u20bd\\u2116\\u2122",
    "\\u2190-\\u2193\\u2212",
  ].join("")}]`,
  "gu",
);
