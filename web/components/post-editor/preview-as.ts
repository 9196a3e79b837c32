import type { Post, Tier } from "@vaulture/sdk";

export const ONLOOKERS = ["you", "visitor", "member", "buyer"] as const;
export type Onlooker = (typeof ONLOOKERS)[number];

/**
 * A post as somebody else will see it: a visitor who is not signed in, a member of the lowest tier, or somebody who pays for this
 * post and is no member. The rules are the server's (access/decide-post); here they only draw.
 */
export function previewAs(post: Post, who: Onlooker, tiers: Tier[]): { post: Post; signedIn: boolean } {
  const signedIn = who !== "visitor";
  const shown: Post = { ...post, status: "published", publishedAt: post.publishedAt ?? null };
  const [lowest] = tiers;
  const least = post.tier?.level ?? 1;
  const open = {
    you: true,
    visitor: post.isPublic,
    member:
      post.visibility === "free" || (post.visibility === "subscribers" && (lowest?.level ?? 0) >= least),
    buyer: post.visibility !== "subscribers",
  }[who];
  if (open) return { post: { ...shown, locked: false, reason: null, offer: null }, signedIn };
  const locked = { ...shown, locked: true, body: null, mediaFiles: [], media_url: null };
  return { post: { ...locked, reason: reasonFor(post, who), offer: offerFor(post, who, tiers) }, signedIn };
}

function reasonFor({ visibility }: Post, who: Onlooker): Post["reason"] {
  if (who === "visitor") return "sign_in_required";
  if (visibility === "ppv") return "purchase_required";
  return who === "member" ? "higher_tier_required" : "subscription_required";
}

function offerFor({ visibility, price, tier }: Post, who: Onlooker, tiers: Tier[]): Post["offer"] {
  if (visibility === "free") return { kind: "sign_in", price: null, interval: null, tier: null };
  if (visibility === "ppv") return price && { kind: "unlock", price, interval: null, tier: null };
  const fitting = tiers.find(({ level }) => level >= (tier?.level ?? 1));
  const cost = fitting?.prices[0];
  if (!fitting || !cost) return null;
  return {
    kind: who === "member" ? "upgrade" : "subscribe",
    price: { amount: cost.amount, currency: cost.currency },
    interval: cost.interval,
    tier: { id: fitting.id, name: fitting.name, level: fitting.level },
  };
}
