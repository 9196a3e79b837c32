import type { Grant } from "./decide.ts";
import type { FileFacts } from "./facts.ts";

/** The reason that closes although `grant` opens, or null. Creators keep their own files; what they sold closes with them. */
export function closingLimit(facts: FileFacts, grant: Grant): "creator_suspended" | null {
  return facts.creatorSuspended && grant.kind !== "owner" ? "creator_suspended" : null;
}
