import { decidePost, findPostFacts } from "../../access/index.ts";
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
  const { rows } = await deps.pool.query<Row>({
    name: "post-texts",
    text: `select p.id, p.title, p.teaser, p.body, p.visibility, p.published_at, p.updated_at,
        (select count(*)::int from post_files f where f.post_id = p.id) as media
      from posts p
      where p.creator_id = $1 and p.status = 'published' and p.published_at <= $2 and ($3 or p.is_public)
      order by p.published_at desc, p.id desc limit $4`,
    values: [creatorId, now, !openOnly, limit],
  });
  const ids = rows.map(({ id }) => id);
  const facts = await findPostFacts(deps.pool, { userId, at: now }, ids);
  return rows.flatMap((row) => {
    const decision = decidePost(facts.get(row.id) ?? null, { signedIn: userId !== null });
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
  visibility: PostText["visibility"];
  published_at: Date;
  updated_at: Date;
  media: number;
};
