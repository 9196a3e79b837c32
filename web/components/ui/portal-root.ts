/** Where menus and tooltips are put: inside the main landmark, so they belong to it. Undefined on the server. */
export function portalRoot(): HTMLElement | undefined {
  return typeof document === "undefined" ? undefined : (document.getElementById("main") ?? undefined);
}
