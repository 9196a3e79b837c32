/**
 * Joins class names, without those that are not there. Where one replaces what a component brings along it says so itself: `w-28!`.
 * To find that out while the page runs would cost every visitor 7 KB.
 */
export function cn(...classes: (string | false | null | undefined)[]): string {
  return classes.filter(Boolean).join(" ");
}
