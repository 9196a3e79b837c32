import { decidePost, POST_DENY_REASONS, type PostGrant } from "./decide-post.ts";
import type { FileFacts } from "./facts.ts";
import { closingLimit, LIMITS } from "./limits.ts";

/** Why a viewer may have a file. */
export type Grant =
  | { kind: "owner" }
  /** Of a product (it may be a free one, claimed for nothing), or of a post that holds the file. */
  | { kind: "purchase"; purchaseId: string; productId: string | null; postId: string | null }
  | { kind: "subscription"; subscriptionId: string; postId: string }
  | { kind: "free"; postId: string };

/** A download is kept, a view is shown in a page: a post may offer its media for the second alone. */
type Purpose = "download" | "view";

/** Every reason that a decision may give against somebody. */
export const DENY_REASONS = [...POST_DENY_REASONS, "original_not_offered", ...LIMITS] as const;
export type DenyReason = (typeof DENY_REASONS)[number];

/**
 * What is asked. `signedIn`: there is a viewer at all; a visitor has only what is open to everybody. `finishing`: it is asked for a
 * download that has begun and has not fetched its whole file yet.
 */
export type Question = { purpose: Purpose; signedIn: boolean; finishing?: boolean };

export type Decision = { allowed: true; because: Grant } | { allowed: false; reason: DenyReason };

/**
 * The one question: may this viewer have this file now? Pure. Denies unless a grant opens and no limit closes. What a viewer may not
 * know of is `not_found`, whether it exists or not.
 */
export function decide(facts: FileFacts | null, asked: Question): Decision {
  if (facts === null || !facts.file.ready) return deny("not_found");
  const grant = openingGrant(facts);
  if (grant) {
    const limit = closingLimit(facts, grant, asked.finishing ?? false);
    if (!limit) return { allowed: true, because: grant };
    // What a limit closes here, a post may still open.
    const other = throughPosts(facts, asked);
    return other?.allowed ? other : deny(limit);
  }
  const post = throughPosts(facts, asked);
  if (post?.allowed) return post;
  if (facts.purchase)
    return deny(facts.purchase.endedReason === "revoked" ? "access_revoked" : "access_ended");
  // An analyst sees that the file exists, but only editors and owners may take originals out.
  if (facts.memberRole) return deny("purchase_required");
  if (post && post.reason !== "not_found") return post;
  return deny(facts.listed && !facts.creatorSuspended ? "purchase_required" : "not_found");
}

function openingGrant({ memberRole, purchase }: FileFacts): Grant | null {
  if (memberRole === "owner" || memberRole === "editor") return { kind: "owner" };
  if (purchase && purchase.endedAt === null) {
    return { kind: "purchase", purchaseId: purchase.id, productId: purchase.productId, postId: null };
  }
  return null;
}

/** What the posts that hold the file say: the first that opens, else the first that says why not; null where there is none. */
function throughPosts(facts: FileFacts, { purpose, signedIn }: Question): Decision | null {
  let refused: Decision | null = null;
  for (const post of facts.posts) {
    const decision = decidePost(post, { signedIn });
    if (!decision.allowed) {
      if (!refused || (!refused.allowed && refused.reason === "not_found")) refused = decision;
    } else if (purpose === "download" && facts.file.viewType !== null && !post.offersOriginals) {
      refused = deny("original_not_offered");
    } else {
      return { allowed: true, because: ofPost(decision.because, post.id) };
    }
  }
  return refused;
}

function ofPost(because: PostGrant, postId: string): Grant {
  if (because.kind === "owner") return because;
  if (because.kind === "purchase") return { ...because, productId: null, postId };
  return { ...because, postId };
}

function deny(reason: DenyReason): Decision {
  return { allowed: false, reason };
}
