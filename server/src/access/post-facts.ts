import { countingPurchaseFirst } from "./counting-purchase.ts";
import type { PostFacts } from "./decide-post.ts";
import type { FactReader } from "./facts.ts";
import { openMembership } from "./open-membership.ts";

/**
 * What a decision looks at, as columns about the post `p` of the creator `pc`, for the viewer (a user's id, or null) at a moment;
 * both are SQL expressions. A list of posts and a file that posts hold read the same. No name given in here may be one that the viewer's
 * expression uses: `s.user_id` of a session would become that of whatever `s` is nearest.
 */
export const postFactColumns = ({ viewer, at }: { viewer: string; at: string }) => `
  p.id as post_id, p.creator_id, p.visibility, p.is_public, p.status = 'published' and p.published_at <= ${at} as out,
  p.status = 'archived' or p.status = 'removed' and p.removed_ends_access is false as archived, pc.suspended_at is not null as creator_suspended,
  pc.closed_at is not null as creator_closed,
  coalesce((select t.level from tiers t where t.id = p.tier_id), 1) as least_level,
  (select m.role from creator_members m where m.creator_id = p.creator_id and m.user_id = ${viewer}) as member_role,
  exists (select 1 from fan_blocks b where b.creator_id = p.creator_id and b.user_id = ${viewer}) as blocked,
  membership.id as subscription_id, membership.level as subscription_level,
  bought.id as purchase_id, bought.access_ended_at, bought.access_ended_reason`;

export const postFactJoins = ({ viewer, at }: { viewer: string; at: string }) => `
  join creators pc on pc.id = p.creator_id
  left join lateral (
    select ms.id, t.level from subscriptions ms join tiers t on t.id = ms.tier_id
    where ms.user_id = ${viewer} and ms.creator_id = p.creator_id and ${openMembership("ms", at)}
    order by t.level desc limit 1) membership on true
  left join lateral (
    select q.id, q.access_ended_at, q.access_ended_reason from purchases q
    where q.buyer_id = ${viewer} and q.item_id = p.id and q.completed_at is not null
    order by ${countingPurchaseFirst("q")} limit 1) bought on true`;

export type PostFactRow = {
  post_id: string;
  creator_id: string;
  visibility: PostFacts["visibility"];
  is_public: boolean;
  out: boolean;
  archived: boolean;
  creator_suspended: boolean;
  creator_closed: boolean;
  least_level: number;
  member_role: PostFacts["memberRole"];
  blocked: boolean;
  subscription_id: string | null;
  subscription_level: number | null;
  purchase_id: string | null;
  access_ended_at: Date | string | null;
  access_ended_reason: string | null;
};

const ASKER = { viewer: "$1::uuid", at: "$2::timestamptz" };

/** Which posts, as a select of whole rows of `posts`, and which columns of them: of `p`, and of what `joins` adds. Values begin at $3. */
type PostsAsked = { name: string; posts: string; columns: string; joins?: string; values: unknown[] };

/**
 * Posts in no order, each with the facts about it for a user or (null) a visitor. What is shown and what decides come of one
 * statement: between two, a creator may change what a post says and what it costs, and what was free would open what is sold.
 */
export async function readPosts<Row extends object>(
  pool: FactReader,
  asker: { userId: string | null; at: Date },
  { name, posts, columns, joins = "", values }: PostsAsked,
): Promise<{ row: Row & PostFactRow; facts: PostFacts }[]> {
  const { rows } = await pool.query<Row & PostFactRow>({
    name,
    text: `select ${columns}, ${postFactColumns(ASKER)} from (${posts}) p ${postFactJoins(ASKER)} ${joins}`,
    values: [asker.userId, asker.at, ...values],
  });
  return rows.map((row) => ({ row, facts: toPostFacts(row) }));
}

/** The facts of each of `postIds` that exists, for a user or (null) a visitor; one query however many. */
export async function findPostFacts(
  pool: FactReader,
  asker: { userId: string | null; at: Date },
  postIds: readonly string[],
): Promise<Map<string, PostFacts>> {
  const found = await readPosts(pool, asker, {
    name: "post-facts",
    posts: "select * from posts where id = any($3::uuid[])",
    columns: "p.id",
    values: [postIds],
  });
  return new Map(found.map(({ facts }) => [facts.id, facts]));
}

export function toPostFacts(row: PostFactRow): PostFacts {
  return {
    id: row.post_id,
    creatorId: row.creator_id,
    visibility: row.visibility,
    isPublic: row.is_public,
    out: row.out,
    archived: row.archived,
    creatorSuspended: row.creator_suspended,
    creatorClosed: row.creator_closed,
    leastLevel: row.least_level,
    memberRole: row.member_role,
    blocked: row.blocked,
    subscription: row.subscription_id ? { id: row.subscription_id, level: row.subscription_level! } : null,
    purchase: row.purchase_id
      ? {
          id: row.purchase_id,
          // As JSON, inside the facts of a file, times come as text.
          endedAt: row.access_ended_at === null ? null : new Date(row.access_ended_at),
          endedReason: row.access_ended_reason,
        }
      : null,
  };
}
