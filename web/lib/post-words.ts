import type { Post } from "@vaulture/sdk";

type Locked = Pick<Post, "reason" | "visibility" | "tier" | "creator">;

/** Why a post is locked, in words, by the code of the refusal. */
export function lockedBecause({ reason, visibility, tier, creator }: Locked): string {
  const name = creator.displayName;
  // Whoever is not signed in is told what it takes after that.
  const asked = reason === "sign_in_required" ? visibility : reason;
  switch (asked) {
    case "free":
      return "This is free to read: sign in.";
    case "subscribers":
    case "subscription_required":
      return tier
        ? `This is for members of ${name}: ${tier.name} and above.`
        : `This is for members of ${name}.`;
    case "higher_tier_required":
      return tier
        ? `Your membership does not include this. ${tier.name} does.`
        : "Your membership does not include this.";
    case "ppv":
    case "purchase_required":
      return "This is sold on its own: pay once, keep it.";
    case "access_ended":
      return "Your payment for this was given back, so it is closed again.";
    case "access_revoked":
      return `${name} has ended your access to this.`;
    default:
      return "This is not open to you.";
  }
}

/** The name of a post, also of one without a title. */
export function postTitle({ title, creator }: { title: string; creator: { displayName: string } }): string {
  return title.trim() || `A post by ${creator.displayName}`;
}

/** Where one becomes a member of what opens a post. */
export function membershipPath({ creator, offer }: Pick<Post, "creator" | "offer">): string {
  const path = `/@${creator.handle}/membership`;
  return offer?.tier ? `${path}?tier=${offer.tier.id}` : path;
}

/** The beginning of a Markdown text as plain words. */
export function plainBeginning(markdown: string, letters = 280): string {
  const plain = markdown
    .replace(/```[\s\S]*?```/g, " ")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^[ \t]*(#{1,6}|>|[-*+]|\d+\.)[ \t]+/gm, "")
    .replace(/[*_`]+/g, "")
    .replace(/\s+/g, " ")
    .trim();
  if (plain.length <= letters) return plain;
  const cut = plain.slice(0, letters);
  return `${cut.slice(0, cut.lastIndexOf(" ") > 0 ? cut.lastIndexOf(" ") : letters)}…`;
}
