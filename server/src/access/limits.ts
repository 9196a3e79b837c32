import type { Grant } from "./decide.ts";
import type { FileFacts } from "./facts.ts";

export const LIMITS = [
  "creator_suspended",
  "product_removed",
  "country_not_allowed",
  "too_many_devices",
  "download_limit_reached",
] as const;
export type Limit = (typeof LIMITS)[number];

/**
 * The reason that closes although `grant` opens, or null. Creators keep their own files; what they sold closes with them. A
 * download that was counted when it began (`finishing`) may still fetch what it is short of.
 */
export function closingLimit(
  { creatorSuspended, purchase }: FileFacts,
  grant: Grant,
  finishing: boolean,
): Limit | null {
  if (grant.kind === "owner") return null;
  if (creatorSuspended) return "creator_suspended";
  if (purchase?.productClosed) return "product_removed";
  if (purchase?.countryClosed) return "country_not_allowed";
  if (purchase?.devicesFull) return "too_many_devices";
  return purchase?.downloadsUsedUp && !finishing ? "download_limit_reached" : null;
}
