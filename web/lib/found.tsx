import type { Metadata } from "next";
import type { ComponentType, ReactNode } from "react";

/**
 * A page that shows `Missing`, with status 404, where it finds that there is nothing. Next alone would answer with an empty body that
 * scripts have to fill (its boundary for this works in the browser only).
 */
export function foundPage<P>(page: (props: P) => Promise<ReactNode>, Missing: ComponentType) {
  return async (props: P): Promise<ReactNode> => {
    try {
      return await page(props);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      answerWithStatus(404);
      return <Missing />;
    }
  };
}

/** What such a page says of itself; where there is nothing, only that. */
export function foundMetadata<P>(metadata: (props: P) => Promise<Metadata>) {
  return async (props: P): Promise<Metadata> => {
    try {
      return await metadata(props);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      return { title: "Page not found", robots: { index: false } };
    }
  };
}

/** Whether Next's `notFound()` was called; its name for that is part of what it sends to browsers. */
function isNotFound(error: unknown): boolean {
  return error instanceof Error && "digest" in error && error.digest === "NEXT_HTTP_ERROR_FALLBACK;404";
}

/** Tells the server, which runs in the same process (server/src/http/page-answer.ts). */
function answerWithStatus(status: number): void {
  const tell = (globalThis as Record<symbol, unknown>)[Symbol.for("vaulture.answer-with-status")];
  if (typeof tell === "function") tell(status);
}
