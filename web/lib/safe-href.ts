/** The address when a browser may follow it (http, https, mailto), else null. Relative addresses are refused too. */
export function safeHref(target: string): string | null {
  try {
    const url = new URL(target);
    return url.protocol === "http:" || url.protocol === "https:" || url.protocol === "mailto:"
      ? url.href
      : null;
  } catch {
    return null;
  }
}
