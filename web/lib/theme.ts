export const themeCookie = "theme";

export type Theme = "light" | "dark";

/** The chosen theme, or null to follow the system. */
export function parseTheme(value: string | undefined): Theme | null {
  return value === "light" || value === "dark" ? value : null;
}
