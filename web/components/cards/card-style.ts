/** The light theme's tokens (styles/tokens.css) as the picture renderer knows colours. */
export const cardColors = {
  paper: "#fdfcfa",
  sunken: "#f3f1ee",
  ink: "#1b1917",
  soft: "#5d5953",
  line: "#e2dfdb",
} as const;

/** What services that show links ask for: 1.91 : 1. */
export const cardSize = { width: 1200, height: 630 } as const;
