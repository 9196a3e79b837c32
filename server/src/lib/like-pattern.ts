/** A LIKE pattern for texts that contain what was typed, with `\` as the escape character. */
export function containsPattern(typed: string): string {
  return `%${typed.replace(/[\\%_]/g, "\\$&")}%`;
}
