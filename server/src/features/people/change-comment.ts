import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { findComment } from "./find-comment.ts";

/** Takes a comment's words away for good: for its author, also where the post has closed meanwhile, and for the creator's people. */
export async function deleteComment(deps: Deps, user: User, commentId: string): Promise<void> {
  const own = await findOwn(deps.db, user, commentId);
  const { comment, post } = own ?? (await findComment(deps, user, commentId));
  if (!own && !("canModerate" in post && post.canModerate)) throw new AppError("forbidden");
  if (comment.deleted_at) return;
  await deps.db.transaction().execute(async (trx) => {
    if (!(await blankComment(trx, commentId, deps.clock.now()))) return;
    await recordEvent(trx, deps.clock, {
      type: "comment.deleted",
      actorId: user.userId,
      creatorId: post.creatorId,
      subject: { type: "comment", id: commentId },
      data: { post: comment.post_id, by: own ? "author" : "creator" },
    });
  });
}

/** Hides a comment from everybody but its author and the creator's people, or shows it again; for the latter. */
export async function setCommentHidden(
  deps: Deps,
  user: User,
  { commentId, hidden }: { commentId: string; hidden: boolean },
): Promise<void> {
  const { comment, post } = await findComment(deps, user, commentId);
  if (!post.canModerate) throw new AppError("forbidden");
  if (comment.deleted_at) throw new AppError("wrong_state", "It was deleted.");
  await deps.db.transaction().execute(async (trx) => {
    const changed = await trx
      .updateTable("comments")
      .set({ hidden_at: hidden ? deps.clock.now() : null, hidden_by: hidden ? user.userId : null })
      .where("id", "=", commentId)
      .where("hidden_at", hidden ? "is" : "is not", null)
      .executeTakeFirst();
    if (changed.numUpdatedRows)
      await recordEvent(trx, deps.clock, {
        type: hidden ? "comment.hidden" : "comment.shown",
        actorId: user.userId,
        creatorId: post.creatorId,
        subject: { type: "comment", id: commentId },
        data: { post: comment.post_id },
      });
  });
}

/** Whether there was something to take away. */
export async function blankComment(trx: Database, id: string, now: Date): Promise<boolean> {
  const changed = await trx
    .updateTable("comments")
    .set({ body: "", deleted_at: now })
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

async function findOwn(db: Database, user: User, commentId: string) {
  const row = await db
    .selectFrom("comments as m")
    .innerJoin("posts as p", "p.id", "m.post_id")
    .selectAll("m")
    .select("p.creator_id")
    .where("m.id", "=", commentId)
    .where("m.author_id", "=", user.userId)
    .executeTakeFirst();
  return row && { comment: row, post: { creatorId: row.creator_id } };
}
