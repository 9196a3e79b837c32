import type { z } from "zod";
import { openMembership, type User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError, invalidField } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../lib/cursor.ts";
import { findCreatorByHandle, getCreatorForMember } from "../creators/index.ts";
import { describePosts, type Reader } from "./describe-posts.ts";
import type { creatorPostsQuery, feedQuery, Post, studioPostsQuery } from "./schemas.ts";

type PostPage = { items: Post[]; nextCursor: string | null };
type Found = { id: string; at: Date };

/** A creator's posts, the newest first, pinned ones before them on the first page; locked ones say what would open them. */
export async function listCreatorPosts(
  deps: Deps,
  reader: Reader,
  input: z.output<typeof creatorPostsQuery> & { handle: string },
): Promise<PostPage> {
  const creator = await findCreatorByHandle(deps, input.handle);
  if (!creator || creator.suspendedAt) throw new AppError("not_found");
  const [at, id] = after(input.cursor);
  const narrowed = input.visibility !== undefined || input.tag !== undefined;
  const { rows } = await deps.pool.query<Found>({
    name: "creator-posts",
    text: `select id, published_at as at from posts
      where creator_id = $1 and status = 'published' and published_at <= $2 and (pinned_at is null or $8)
        and (published_at, id) < ($3::timestamptz, $4::uuid)
        and ($5::text is null or visibility = $5) and ($6::text is null or tags @> array[$6])
      order by published_at desc, id desc limit $7`,
    values: [
      creator.id,
      deps.clock.now(),
      at,
      id,
      input.visibility ?? null,
      input.tag?.toLowerCase() ?? null,
      input.limit + 1,
      narrowed,
    ],
  });
  const pinned = input.cursor !== undefined || narrowed ? [] : await pinnedOf(deps, creator.id);
  return pageOf(deps, reader, rows, input.limit, pinned);
}

async function pinnedOf(deps: Deps, creatorId: string): Promise<string[]> {
  const rows = await deps.db
    .selectFrom("posts")
    .select("id")
    .where("creator_id", "=", creatorId)
    .where("status", "=", "published")
    .where("published_at", "<=", deps.clock.now())
    .where("pinned_at", "is not", null)
    .orderBy("pinned_at", "desc")
    .limit(10)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * What the creators that somebody follows, or is a member of, have posted, the newest first. It reads a page's worth of each of them
 * by index, so it costs the same however many posts there are and however deep the page.
 */
export async function listFeed(
  deps: Deps,
  reader: Reader & { user: User },
  input: z.output<typeof feedQuery>,
): Promise<PostPage> {
  const [at, id] = after(input.cursor);
  const { rows } = await deps.pool.query<Found>({
    name: "feed",
    text: `with sources as (
        select f.creator_id from follows f join creators fc on fc.id = f.creator_id and fc.closed_at is null where f.user_id = $1
        union select s.creator_id from subscriptions s where s.user_id = $1 and ${openMembership("s", "$2::timestamptz")})
      select p.id, p.at from sources s
      join creators c on c.id = s.creator_id and c.suspended_at is null
      cross join lateral (
        select q.id, q.published_at as at from posts q
        where q.creator_id = s.creator_id and q.status = 'published' and q.published_at <= $2
          and (q.published_at, q.id) < ($3::timestamptz, $4::uuid)
        order by q.published_at desc, q.id desc limit $5) p
      where not exists (select 1 from fan_blocks b where b.creator_id = s.creator_id and b.user_id = $1)
      order by p.at desc, p.id desc limit $5`,
    values: [reader.user.userId, deps.clock.now(), at, id, input.limit + 1],
  });
  return pageOf(deps, reader, rows, input.limit);
}

/** A creator's posts of every state for its members, those made last first. */
export async function listStudioPosts(
  deps: Deps,
  reader: Reader & { user: User },
  input: z.output<typeof studioPostsQuery> & { handle: string },
): Promise<PostPage> {
  const creator = await getCreatorForMember(deps, reader.user, input.handle, "editor");
  const [at, id] = after(input.cursor);
  const { rows } = await deps.pool.query<Found>(
    `select id, created_at as at from posts
     where creator_id = $1 and (created_at, id) < ($2::timestamptz, $3::uuid)
       and ($4::text is null or case when status = 'published' and published_at > $5 then 'scheduled' else status end = $4)
     order by created_at desc, id desc limit $6`,
    [creator.id, at, id, input.status ?? null, deps.clock.now(), input.limit + 1],
  );
  return pageOf(deps, reader, rows, input.limit);
}

/** Before everything: a bound that is always there is one an index can begin at. */
const TOP = ["infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff"] as const;

function after(cursor: string | undefined): readonly [at: string, id: string] {
  if (cursor === undefined) return TOP;
  const parts = decodeCursor(cursor, ["time", "uuid"]);
  if (!parts) throw invalidField("cursor", "is not one of ours");
  return [parts[0] as string, parts[1] as string];
}

async function pageOf(
  deps: Deps,
  reader: Reader,
  found: Found[],
  limit: number,
  first: string[] = [],
): Promise<PostPage> {
  const shown = found.slice(0, limit);
  const ids = [...first, ...shown.map(({ id }) => id)];
  const posts = await describePosts(deps, reader, ids);
  const last = found.length > limit ? shown.at(-1)! : null;
  return {
    items: ids.flatMap((id) => posts.get(id) ?? []),
    nextCursor: last && encodeCursor([last.at.toISOString(), last.id]),
  };
}
