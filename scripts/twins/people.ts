// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what stands in the sources is quoted here.
import type { Twin } from "./types.ts";

const FOLLOW = "server/src/features/people/follow.test.ts";
const LIKES = "server/src/features/people/likes.test.ts";
const COMMENTS = "server/src/features/people/comments.test.ts";
const BLOCKS = "server/src/features/people/blocks.test.ts";
const REPORTS = "server/src/features/operations/reports.test.ts";
const TIER_CHANGES = "server/src/features/memberships/tier-changes.test.ts";
const ACCOUNT = "server/src/features/account/account.test.ts";

/** What people do together, and who may not. */
export const peopleTwins: Twin[] = [
  {
    name: "people: who was blocked follows",
    file: "server/src/features/people/follow-creator.ts",
    find: "await refuseBlocked(trx, creator.id, user.userId);",
    replace: "",
    caughtBy: [FOLLOW],
  },
  {
    name: "people: a form leads off the site",
    file: "server/src/features/people/schemas.ts",
    find: '.refine(isLocalPath, "is not a path of this site")',
    replace: '.refine((text) => isLocalPath(text) || text !== "", "is not a path of this site")',
    caughtBy: [FOLLOW],
  },
  {
    name: "people: a post is liked that may not be read",
    file: "server/src/features/people/read-post.ts",
    find: "if (facts && decision.allowed)",
    replace: "if (facts)",
    caughtBy: [LIKES, COMMENTS],
  },
  {
    name: "people: who was blocked talks under what they bought",
    file: "server/src/features/people/read-post.ts",
    find: "if (post.blocked && !post.canModerate)",
    replace: "if (post.blocked && post.canModerate)",
    caughtBy: [LIKES, BLOCKS],
  },
  {
    name: "people: hidden comments are seen by everybody",
    file: "server/src/features/people/list-comments.ts",
    find: 'const SEEN = "m.hidden_at is null or $2 or m.author_id = $1::uuid";',
    replace: 'const SEEN = "m.hidden_at is null or $2 or m.author_id = $1::uuid or true";',
    caughtBy: [COMMENTS],
  },
  {
    name: "people: everybody learns who wrote a comment",
    file: "server/src/features/people/list-comments.ts",
    find: "userId: canModerate && !row.as_creator ? row.author_id : null,",
    replace: "userId: row.author_id,",
    caughtBy: [COMMENTS],
  },
  {
    name: "people: a creator's people speak under their own names",
    file: "server/src/features/people/write-comment.ts",
    find: "as_creator: post.canModerate,",
    replace: "as_creator: false,",
    caughtBy: [COMMENTS],
  },
  {
    name: "people: closed comments are open",
    file: "server/src/features/people/find-refusal.ts",
    find: 'if (row.comments_closed_at !== null && !post.canModerate) return "comments_closed";',
    replace: "",
    caughtBy: [COMMENTS],
  },
  {
    name: "people: any address comments",
    file: "server/src/features/people/find-refusal.ts",
    find: 'return row.email_verified ? null : "email_not_verified";',
    replace: "return null;",
    caughtBy: [COMMENTS],
  },
  {
    name: "people: an answer reaches what its writer cannot see",
    file: "server/src/features/people/find-comment.ts",
    find: 'if (!shown(comment) || (above && !shown(above))) throw new AppError("not_found");',
    replace: "",
    caughtBy: [COMMENTS],
  },
  {
    name: "people: anybody deletes comments",
    file: "server/src/features/people/change-comment.ts",
    find: 'if (!own && !("canModerate" in post && post.canModerate)) throw new AppError("forbidden");',
    replace: "",
    caughtBy: [COMMENTS],
  },
  {
    name: "people: anybody hides comments",
    file: "server/src/features/people/change-comment.ts",
    find: 'if (!post.canModerate) throw new AppError("forbidden");',
    replace: "",
    caughtBy: [COMMENTS],
  },
  {
    name: "people: a deleted comment keeps its words",
    file: "server/src/features/people/forget-person.ts",
    find: '.set({ body: "", deleted_at: now })',
    replace: ".set({ hidden_at: now })",
    caughtBy: [ACCOUNT],
  },
  {
    name: "people: a member is blocked and charged on",
    file: "server/src/features/people/block-fan.ts",
    find: "for (const { id } of memberships)",
    replace: "for (const { id } of memberships.slice(1))",
    caughtBy: [BLOCKS],
  },
  {
    name: "people: who was blocked takes the end of a membership back",
    file: "server/src/features/memberships/change-membership.ts",
    find: "if (!row.cancel_at_period_end) return;\n  await refuseBlocked(deps.db, row.creator_id, user.userId);",
    replace: "if (!row.cancel_at_period_end) return;",
    caughtBy: [BLOCKS],
  },
  {
    name: "people: an analyst blocks",
    file: "server/src/features/people/block-fan.ts",
    find: 'export async function blockFan(deps: Deps, user: User, input: Block): Promise<void> {\n  const creator = await getCreatorForMember(deps, user, input.handle, "editor");',
    replace:
      'export async function blockFan(deps: Deps, user: User, input: Block): Promise<void> {\n  const creator = await getCreatorForMember(deps, user, input.handle, "analyst");',
    caughtBy: [BLOCKS],
  },
  {
    name: "people: a page that was open for a post is paid after the block",
    file: "server/src/features/people/block-fan.ts",
    find: 'await deps.jobs.add(trx, "close-open-orders", { creatorId, buyerId: userId });',
    replace: "",
    caughtBy: [BLOCKS],
  },
  {
    name: "people: a report tells of what its reporter could not read",
    file: "server/src/features/people/report.ts",
    find: "...(decision.allowed ? [post.body.slice(0, 2000)] : [])",
    replace: "post.body.slice(0, 2000)",
    caughtBy: [REPORTS],
  },
  {
    name: "people: a post that was taken down is paid for",
    file: "server/src/features/posts/take-down-post.ts",
    find: 'await deps.jobs.add(trx, "close-open-orders", { postId });',
    replace: "",
    caughtBy: [REPORTS],
  },
  {
    name: "people: a seat is not kept while a change is under way",
    file: "server/src/features/memberships/tiers.ts",
    find: 'eb.and([eb("changing_tier_id", "=", id), eb("changing_until", ">", now)]),',
    replace: 'eb.and([eb("changing_tier_id", "=", id), eb("changing_until", "<", now)]),',
    caughtBy: [TIER_CHANGES],
  },
  {
    name: "memberships: a change is charged whatever the member was shown",
    file: "server/src/features/memberships/change-membership.ts",
    find: "    refuseOtherPrice(terms.offer, wanted.price);\n",
    replace: "",
    caughtBy: [TIER_CHANGES],
  },
  {
    name: "memberships: a price that is being changed is read as it was",
    file: "server/src/features/memberships/change-membership.ts",
    find: "  await lockPrices(trx, wanted.tierId);\n",
    replace: "",
    caughtBy: [TIER_CHANGES],
  },
  {
    name: "memberships: the last hour of a period opens a higher tier for cents",
    file: "server/src/ports/payments/stripe-memberships.ts",
    find: '{ billing_cycle_anchor: { type: "now" } }',
    replace: "{}",
    caughtBy: [TIER_CHANGES],
  },
  {
    name: "memberships: who was shut out by hand pays the way back in",
    file: "server/src/features/memberships/start-membership.ts",
    find: "  await refuseRevoked(deps.db, user, { memberOf: creator.id });\n",
    replace: "",
    caughtBy: ["server/src/features/memberships/membership-edges.test.ts"],
  },
];
