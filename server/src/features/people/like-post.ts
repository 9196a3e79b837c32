import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import { refuseBlockedMeanwhile } from "./find-block.ts";
import { requireReadable, requireWelcome } from "./read-post.ts";

export type Likes = { liked: boolean; likes: number };

/** Likes a post; twice is once. For whoever may read it and was not shut out. */
export async function likePost(deps: Deps, user: User, postId: string): Promise<Likes> {
  const post = await requireWelcome(deps, user, postId);
  return deps.db.transaction().execute(async (trx) => {
    const added = await trx
      .insertInto("post_likes")
      .values({ post_id: postId, user_id: user.userId, created_at: deps.clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    await refuseBlockedMeanwhile(trx, post, user.userId);
    if (added.numInsertedOrUpdatedRows)
      await recordEvent(trx, deps.clock, {
        type: "post.liked",
        actorId: user.userId,
        creatorId: post.creatorId,
        subject: { type: "post", id: postId },
      });
    return { liked: true, likes: await countLikes(trx, postId) };
  });
}

/** Takes a like back, also of a post that has closed meanwhile. */
export async function unlikePost(deps: Deps, user: User, postId: string): Promise<Likes> {
  const creatorId = await removeLike(deps, user, postId);
  if (!creatorId) await requireReadable(deps, user, postId);
  return { liked: false, likes: await countLikes(deps.db, postId) };
}

async function removeLike(deps: Deps, user: User, postId: string): Promise<string | null> {
  return deps.db.transaction().execute(async (trx) => {
    const removed = await trx
      .deleteFrom("post_likes as l")
      .using("posts as p")
      .whereRef("p.id", "=", "l.post_id")
      .where("l.post_id", "=", postId)
      .where("l.user_id", "=", user.userId)
      .returning("p.creator_id")
      .executeTakeFirst();
    if (!removed) return null;
    await recordEvent(trx, deps.clock, {
      type: "post.unliked",
      actorId: user.userId,
      creatorId: removed.creator_id,
      subject: { type: "post", id: postId },
    });
    return removed.creator_id;
  });
}

async function countLikes(db: Database, postId: string): Promise<number> {
  const { likes } = await db
    .selectFrom("post_likes")
    .select((eb) => eb.fn.countAll<number>().as("likes"))
    .where("post_id", "=", postId)
    .executeTakeFirstOrThrow();
  return likes;
}
