import { decidePost, readPosts } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";

/** A post as text: what media it has is only counted. */
export type PostText = {
  id: string;
  title: string;
  teaser: string;
  visibility: "free" | "subscribers" | "ppv";
  /** Markdown; null where it is locked for this reader. */
  body: string | null;
  mediaCount: number;
  publishedAt: string;
  updatedAt: string;
};

/**
 * A creator's newest posts as text, for a user or (null) a visitor, each as they may read it at this moment: one decision for all of
 * them, by the same facts as everywhere. What they may not know of is left out, and of what is locked the text.
 */
export async function readPostTexts(
  deps: Pick<Deps, "pool" | "clock">,
  userId: string | null,
  { creatorId, openOnly = false, limit }: { creatorId: string; openOnly?: boolean; limit: number },
): Promise<PostText[]> {
  const now = deps.clock.now();
  const found = await readPosts<Row>(
    deps.pool,
    { userId, at: now },
    {
      name: "post-texts",
      posts: `select * from posts
        where creator_id = $3 and status = 'published' and published_at <= $2 and ($4 or is_public)
        order by published_at desc, id desc limit $5`,
      columns: `p.id, p.title, p.teaser, p.body, p.published_at, p.updated_at,
        (select count(*)::int from post_files f where f.post_id = p.id) as media`,
      values: [creatorId, !openOnly, limit],
    },
  );
  const newestFirst = found.toSorted(
    (a, b) => +b.row.published_at - +a.row.published_at || (a.row.id < b.row.id ? 1 : -1),
  );
  return newestFirst.flatMap(({ row, facts }) => {
    const decision = decidePost(facts, { signedIn: userId !== null });
    if (!decision.allowed && (openOnly || decision.reason === "not_found")) return [];
    const { id, title, teaser, visibility, media } = row;
    return [
      {
        id,
        title,
        teaser,
        visibility,
        body: decision.allowed ? row.body : null,
        mediaCount: media,
        publishedAt: row.published_at.toISOString(),
        updatedAt: (row.updated_at > row.published_at ? row.updated_at : row.published_at).toISOString(),
      },
    ];
  });
}

type Row = {
  id: string;
  title: string;
  teaser: string;
  body: string;
  published_at: Date;
  updated_at: Date;
  media: number;
};
