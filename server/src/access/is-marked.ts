import type { Grant } from "./decide.ts";
import type { FileFacts } from "./facts.ts";

/** Whether a post is what opens the file, rather than a product that was bought or the viewer's being of its creator. Pure. */
export function isThroughPost(grant: Grant): boolean {
  if (grant.kind === "owner") return false;
  return grant.kind !== "purchase" || grant.postId !== null;
}

/**
 * Whether the pictures of a post that this grant opens carry a mark of whoever looks at them. Pure. Those who made them see them as they
 * are, and what was bought as a file may be kept without a mark anyway.
 */
export function isMarked({ watermark }: Pick<FileFacts, "watermark">, grant: Grant): boolean {
  if (watermark === "off" || !isThroughPost(grant)) return false;
  return watermark === "all" || grant.kind !== "free";
}
