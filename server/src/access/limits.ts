import type { Grant } from "./decide.ts";
import type { FileFacts } from "./facts.ts";

/** The reason that closes although `grant` opens, or null. Creators keep their own files; what they sold closes with them. */
export function closingLimit(facts: FileFacts, grant: Grant): "creator_suspended" | "product_removed" | null {
  if (grant.kind === "owner") return null;
  if (facts.creatorSuspended) return "creator_suspended";
  return facts.purchase?.productClosed ? "product_removed" : null;
}
