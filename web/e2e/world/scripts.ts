import type { Page, Request } from "playwright-core";

/** Listens to what a page loads from now on; answers the KB of its scripts so far, compressed as they came over the wire. */
export function scriptKilobytes(page: Page): () => Promise<number> {
  const scripts: Request[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() === "script") scripts.push(request);
  });
  return async () => {
    const sizes = await Promise.all(scripts.map((request) => request.sizes()));
    const bytes = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
    if (bytes === 0) throw new Error("the page loaded no scripts");
    return bytes / 1000;
  };
}
