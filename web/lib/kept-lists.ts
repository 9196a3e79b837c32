/** What {@link useMore} keeps of a list in this tab stands under names that begin so. */
const keptLists = "more:";

/**
 * Under what the further pages of a list of posts are kept: whose they are, and what of its first page is locked to them. Nobody else
 * takes them up again in the same tab, and neither do they once something there has closed, or opened.
 */
export function keptPostsKey(
  viewerId: string | null,
  first: readonly { locked: boolean }[],
  href: string,
): string {
  return `${viewerId ?? "visitor"}:${first.map(({ locked }) => (locked ? 1 : 0)).join("")}:${href}`;
}

/** Forgets every list that this tab keeps; for whoever has signed out. */
export function forgetLists(
  open: () => Pick<Storage, "key" | "length" | "removeItem"> = () => sessionStorage,
): void {
  try {
    const store = open();
    const keys = Array.from({ length: store.length }, (_, at) => store.key(at));
    for (const key of keys) if (key?.startsWith(keptLists)) store.removeItem(key);
  } catch {
    // Switched off: then nothing was kept.
  }
}
