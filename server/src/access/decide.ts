import type { FileFacts } from "./facts.ts";
import { closingLimit, type Limit } from "./limits.ts";

/** Why a viewer may have a file. */
export type Grant =
  | { kind: "owner" }
  /** The purchase may be a free one, claimed for nothing. */
  | { kind: "purchase"; purchaseId: string; productId: string };

export type DenyReason = "not_found" | "purchase_required" | "access_ended" | "access_revoked" | Limit;

export type Decision = { allowed: true; because: Grant } | { allowed: false; reason: DenyReason };

/**
 * The one question: may this signed-in viewer have this file now? Pure. Denies unless a grant opens and no limit closes.
 * What a viewer may not know of is `not_found`, whether it exists or not. `finishing`: it is asked for a download that has begun
 * and has not fetched its whole file yet.
 */
export function decide(facts: FileFacts | null, { finishing = false } = {}): Decision {
  if (facts === null || !facts.file.ready) return deny("not_found");
  const grant = openingGrant(facts);
  if (grant) {
    const limit = closingLimit(facts, grant, finishing);
    return limit ? deny(limit) : { allowed: true, because: grant };
  }
  if (facts.purchase)
    return deny(facts.purchase.endedReason === "revoked" ? "access_revoked" : "access_ended");
  // An analyst sees that the file exists, but only editors and owners may take originals out.
  if (facts.memberRole) return deny("purchase_required");
  return deny(facts.listed && !facts.creatorSuspended ? "purchase_required" : "not_found");
}

function openingGrant({ memberRole, purchase }: FileFacts): Grant | null {
  if (memberRole === "owner" || memberRole === "editor") return { kind: "owner" };
  if (purchase && purchase.endedAt === null) {
    return { kind: "purchase", purchaseId: purchase.id, productId: purchase.productId };
  }
  return null;
}

function deny(reason: DenyReason): Decision {
  return { allowed: false, reason };
}
