import type { z } from "zod";
import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { requireMember } from "../creators/index.ts";
import type { Failure } from "../media/index.ts";
import { countAudience } from "../notifications/index.ts";
import { describePosts, type Reader } from "./describe-posts.ts";
import type { studioPost } from "./schemas.ts";

/** A post with all that its editor changes, for editors and owners; for others it is not there. */
export async function getStudioPost(
  deps: Deps,
  reader: Reader & { user: User },
  postId: string,
): Promise<z.input<typeof studioPost>> {
  const row = await deps.db.selectFrom("posts").selectAll().where("id", "=", postId).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  await requireMember(deps, reader.user, row.creator_id, "editor");
  const [posts, media, { buyers }, audience] = await Promise.all([
    describePosts(deps, reader, [postId]),
    deps.db
      .selectFrom("post_files as p")
      .leftJoin("file_media as m", "m.file_id", "p.file_id")
      .select(["p.file_id", "p.alt", "m.failure"])
      .where("p.post_id", "=", postId)
      .orderBy("position")
      .execute(),
    deps.db
      .selectFrom("purchases")
      .select((eb) => eb.fn.countAll<number>().as("buyers"))
      .where("item_id", "=", postId)
      .where("completed_at", "is not", null)
      .executeTakeFirstOrThrow(),
    countAudience(deps, row.creator_id),
  ]);
  return {
    post: posts.get(postId)!,
    body: row.body,
    mediaFileIds: media.map(({ file_id }) => file_id),
    mediaAlt: Object.fromEntries(media.map(({ file_id, alt }) => [file_id, alt])),
    mediaFailures: Object.fromEntries(
      media.flatMap(({ file_id, failure }) =>
        failure === null ? [] : [[file_id, failure as Failure] as const],
      ),
    ),
    offersOriginals: row.offers_originals,
    publishAt: row.published_at?.toISOString() ?? null,
    buyers,
    audience,
    announcedAt: row.announced_at?.toISOString() ?? null,
    removal: row.removed_at && {
      at: row.removed_at.toISOString(),
      reason: row.removed_reason!,
      endsAccess: row.removed_ends_access ?? true,
    },
  };
}
