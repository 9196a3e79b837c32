import type { Notification, NotificationKind } from "@vaulture/sdk";

type Told = Pick<
  Notification,
  "kind" | "creator" | "person" | "post" | "tier" | "sale" | "commentId" | "trial" | "until"
>;

/** What a person was told, in a sentence; when it ends is said beside it. */
export function noticeSentence({ kind, creator, person, post, tier, sale, trial, until }: Told): string {
  const name = creator.displayName;
  const who = person ?? "Somebody";
  const it = post?.title ? `“${post.title}”` : "a post";
  switch (kind) {
    case "new_post":
      if (!post) return `${name} had published something that is no longer there`;
      return post.title ? `${name} has published ${it}` : `${name} has published a new post`;
    case "reply":
      return post ? `${who} replied to you under ${it}` : "Somebody replied to you; it is no longer there";
    case "comment":
      return post ? `${who} commented on ${it}` : "Somebody commented; it is no longer there";
    case "new_member":
      return `${who} is a member of ${name} now${tier ? `, with ${tier}` : ""}`;
    case "sale": {
      const what = sale?.title ? `“${sale.title}”` : "a post";
      return sale?.price.amount === 0 ? `${who} got ${what} for free` : `${who} bought ${what}`;
    }
    case "renewal":
      return `Your membership of ${name} was renewed`;
    case "payment_failed":
      return `A payment for your membership of ${name} did not go through`;
    case "membership_ending":
      if (trial) return `Your free days as a member of ${name} end soon`;
      return until ? `Your membership of ${name} ends soon` : `Your membership of ${name} was about to end`;
  }
}

/** Where it leads; null where there is nothing left to see. */
export function noticePath({ kind, creator, post, sale, commentId }: Told): string | null {
  switch (kind) {
    case "new_post":
      return post && `/posts/${post.id}`;
    case "reply":
    case "comment":
      return (
        post && `/posts/${post.id}${commentId ? `?comment=${commentId}#comment-${commentId}` : "#comments"}`
      );
    case "new_member":
      return `/studio/${creator.handle}/memberships/members`;
    case "sale":
      return `/studio/${creator.handle}/sales${sale ? `?sale=${sale.purchaseId}` : ""}`;
    default:
      return "/memberships";
  }
}

/** What each kind is called where it is switched on and off; creators alone are told of what is `theirs`. */
export const noticeKinds: Record<NotificationKind, { label: string; theirs?: true }> = {
  new_post: { label: "New posts of creators I follow or am a member of" },
  reply: { label: "Replies to my comments" },
  comment: { label: "Comments on my posts", theirs: true },
  new_member: { label: "New members", theirs: true },
  sale: { label: "Sales of my products and posts", theirs: true },
  renewal: { label: "Renewals of my memberships" },
  payment_failed: { label: "Payments that did not go through" },
  membership_ending: { label: "Memberships of mine that end soon" },
};
