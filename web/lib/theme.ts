export const themeCookie = "theme";

/** The sheet that everything lies on (`--paper` in styles/tokens.css), for the frames that browsers draw around pages. */
export const paperColor: Record<Theme, string> = { light: "#fdfcfa", dark: "#11100e" };

export type Theme = "light" | "dark";

/** The chosen theme, or null to follow the system. */
export function parseTheme(value: string | undefined): Theme | null {
  return value === "light" || value === "dark" ? value : null;
}
