import { decidePost, type PostDecision, type PostFactRow, readPosts, type User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { avatarUrl } from "../creators/index.ts";
import { mintViews } from "../delivery/index.ts";
import { findOffers, type OfferAsked } from "./find-offers.ts";
import { type MediaRow, toMedia, toMediaFiles } from "./media-of.ts";
import type { Post, PostStatus } from "./schemas.ts";
import { statusOf } from "./status-of.ts";

/** Who reads: null is somebody who is not signed in. */
export type Reader = {
  user: User | null;
  address: string | null;
  userAgent: string | null;
  country: string | null;
  /** A link of ours, as the reader reaches us. */
  linkTo: (url: string) => string;
};

/**
 * Posts as this reader may see them, by id, in one decision for all of them; ids of those they may not know of are left out. What is
 * locked says what it is, what it costs and how much there is, and holds nothing of the rest.
 */
export async function describePosts(
  deps: Deps,
  { user, address, userAgent, country, linkTo }: Reader,
  ids: readonly string[],
): Promise<Map<string, Post>> {
  if (ids.length === 0) return new Map();
  const now = deps.clock.now();
  const found = await readRows(deps, user, { ids, now });
  const known = found.flatMap(({ row, facts }) => {
    const decision = decidePost(facts, { signedIn: user !== null });
    if (!decision.allowed && decision.reason === "not_found") return [];
    return [{ row, decision, facts }];
  });
  const opened = known.filter(({ decision }) => decision.allowed).map(({ row }) => row);
  const fileIds = opened.flatMap((row) => row.media.map(({ id }) => id));
  const views =
    fileIds.length > 0 ? await mintViews(deps, user, { fileIds, address, userAgent, country }) : new Map();
  const offers = await findOffers(
    deps,
    known.flatMap(({ row, decision }) => askFor(row, decision)),
  );
  return new Map(
    known.map(({ row, decision, facts: { memberRole } }) => {
      const canEdit = memberRole === "owner" || memberRole === "editor";
      const status = statusOf(row, now);
      const open = decision.allowed ? toMediaFiles(row, views, linkTo) : [];
      const post = {
        ...cardOf(row, status),
        locked: !decision.allowed,
        reason: decision.allowed ? null : decision.reason,
        because: decision.allowed ? decision.because.kind : null,
        body: decision.allowed ? row.body : null,
        media_url: open.find(({ url }) => url !== null)?.url ?? null,
        mediaFiles: open,
        offer: offers.get(row.id) ?? null,
        canEdit,
      } satisfies Post;
      return [row.id, post];
    }),
  );
}

function askFor(row: Row, decision: PostDecision): OfferAsked[] {
  if (decision.allowed) return [];
  const { id: postId, creator_id: creatorId, visibility, least_level: leastLevel } = row;
  return [{ postId, creatorId, visibility, leastLevel, reason: decision.reason, price: priceOf(row) }];
}

/** What everybody may see of a post. */
function cardOf(row: Row, status: PostStatus) {
  return {
    id: row.id,
    title: row.title,
    teaser: row.teaser,
    visibility: row.visibility,
    isPublic: row.is_public,
    status,
    media: row.media.map(toMedia),
    mediaCount: row.media.length,
    tier: row.tier_id ? { id: row.tier_id, name: row.tier_name!, level: row.least_level } : null,
    price: priceOf(row),
    tags: row.tags,
    pinned: row.pinned_at !== null,
    creator: {
      id: row.creator_id,
      handle: row.handle,
      displayName: row.display_name,
      avatarUrl: avatarUrl(row.avatar_key),
      followed: row.followed,
      adult: row.is_adult,
    },
    likes: row.likes,
    liked: row.liked,
    comments: row.comments,
    commentsOpen: row.comments_closed_at === null,
    publishedAt: row.published_at?.toISOString() ?? null,
  };
}

function priceOf(row: Row) {
  return row.price_amount === null ? null : { amount: row.price_amount, currency: row.price_currency! };
}

type Row = PostFactRow & {
  id: string;
  title: string;
  teaser: string;
  body: string;
  status: "draft" | "published" | "archived" | "removed";
  tier_id: string | null;
  tier_name: string | null;
  price_amount: number | null;
  price_currency: string | null;
  tags: string[];
  pinned_at: Date | null;
  published_at: Date | null;
  comments_closed_at: Date | null;
  offers_originals: boolean;
  handle: string;
  display_name: string;
  avatar_key: string | null;
  is_adult: boolean;
  likes: number;
  liked: boolean;
  followed: boolean;
  comments: number;
  media: MediaRow[];
};

function readRows(
  { pool }: Pick<Deps, "pool">,
  user: User | null,
  asked: { ids: readonly string[]; now: Date },
) {
  const asker = { userId: user?.userId ?? null, at: asked.now };
  return readPosts<Row>(pool, asker, {
    name: "describe-posts",
    posts: "select * from posts where id = any($3::uuid[])",
    columns: `p.id, p.title, p.teaser, p.body, p.status, p.tier_id, t.name as tier_name, p.price_amount, p.price_currency,
      p.tags, p.pinned_at, p.published_at, p.comments_closed_at, p.offers_originals, pc.handle, pc.display_name, pc.avatar_key,
      pc.is_adult,
      (select count(*)::int from post_likes l where l.post_id = p.id) as likes,
      exists (select 1 from post_likes l where l.post_id = p.id and l.user_id = $1::uuid) as liked,
      exists (select 1 from follows w where w.creator_id = p.creator_id and w.user_id = $1::uuid) as followed,
      (select count(*)::int from comments m left join comments above on above.id = m.reply_to
        where m.post_id = p.id and m.deleted_at is null and (m.hidden_at is null or m.author_id = $1::uuid)
          and (above.hidden_at is null or above.author_id = $1::uuid)) as comments,
      coalesce((
        select json_agg(json_build_object('id', f.id, 'name', f.name, 'contentType', f.content_type,
          'sizeBytes', f.size_bytes, 'alt', pf.alt, 'kind', k.kind, 'isShown', coalesce(f.view_type, 'none') <> 'none', 'width', k.width, 'height', k.height,
          'durationMs', k.duration_ms, 'placeholder', encode(k.placeholder, 'base64')) order by pf.position)
        from post_files pf join files f on f.id = pf.file_id left join file_media k on k.file_id = f.id
        where pf.post_id = p.id), '[]') as media`,
    joins: "left join tiers t on t.id = p.tier_id",
    values: [asked.ids],
  });
}
