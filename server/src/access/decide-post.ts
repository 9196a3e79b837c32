/** What a decision about a post looks at: the post itself, and what of the viewer's opens it. */
export type PostFacts = {
  id: string;
  creatorId: string;
  visibility: "free" | "subscribers" | "ppv";
  /** A free post that may be read without signing in. */
  isPublic: boolean;
  /** It can be seen by now: published, and not for later. */
  out: boolean;
  /** Taken out of sight, by its creator or by operators who leave it to its buyers; those who bought it keep it. */
  archived: boolean;
  creatorSuspended: boolean;
  /** Nobody runs the creator any more. */
  creatorClosed: boolean;
  /** The lowest level of membership that opens it. */
  leastLevel: number;
  memberRole: "owner" | "editor" | "analyst" | null;
  /** The creator does not want this person around. */
  blocked: boolean;
  /** The viewer's membership of the creator that is open now. */
  subscription: { id: string; level: number } | null;
  /** The viewer's paid purchase of this very post: one that opens if there is any. */
  purchase: { id: string; endedAt: Date | null; endedReason: string | null } | null;
};

export type PostGrant =
  | { kind: "owner" }
  | { kind: "free" }
  | { kind: "subscription"; subscriptionId: string }
  | { kind: "purchase"; purchaseId: string };

export const POST_DENY_REASONS = [
  "not_found",
  "sign_in_required",
  "subscription_required",
  "higher_tier_required",
  "purchase_required",
  "access_ended",
  "access_revoked",
] as const;
export type PostDenyReason = (typeof POST_DENY_REASONS)[number];

export type PostDecision = { allowed: true; because: PostGrant } | { allowed: false; reason: PostDenyReason };

/**
 * May this viewer have what is in this post now? Pure; `signedIn` says whether there is a viewer at all. First whether they may know of
 * it, then whether they are somebody, then what opens it: free, a membership of at least its tier, or its purchase. A
 * membership never opens what is sold by itself.
 */
export function decidePost(facts: PostFacts | null, { signedIn }: { signedIn: boolean }): PostDecision {
  if (facts === null) return deny("not_found");
  if (facts.memberRole === "owner" || facts.memberRole === "editor") return allow({ kind: "owner" });
  if (facts.creatorSuspended) return deny("not_found");
  const bought = facts.purchase !== null && facts.purchase.endedAt === null ? facts.purchase : null;
  if (bought && (facts.out || facts.archived)) return allow({ kind: "purchase", purchaseId: bought.id });
  if (!facts.out) return deny("not_found");
  // Whom the creator shut out, and everybody once it has closed, keeps what they paid for, and may know of nothing else.
  if (facts.blocked || facts.creatorClosed) {
    const paid = facts.visibility === "subscribers" ? throughMembership(facts) : null;
    return paid?.allowed ? paid : deny("not_found");
  }
  if (facts.isPublic) return allow({ kind: "free" });
  if (!signedIn) return deny("sign_in_required");
  if (facts.visibility === "free") return allow({ kind: "free" });
  if (facts.visibility === "subscribers") return throughMembership(facts);
  if (facts.purchase)
    return deny(facts.purchase.endedReason === "revoked" ? "access_revoked" : "access_ended");
  return deny("purchase_required");
}

function throughMembership({ subscription, leastLevel }: PostFacts): PostDecision {
  if (!subscription) return deny("subscription_required");
  if (subscription.level < leastLevel) return deny("higher_tier_required");
  return allow({ kind: "subscription", subscriptionId: subscription.id });
}

function allow(because: PostGrant): PostDecision {
  return { allowed: true, because };
}

function deny(reason: PostDenyReason): PostDecision {
  return { allowed: false, reason };
}
