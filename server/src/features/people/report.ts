import type { User } from "../../access/index.ts";
import { decidePost, readPosts } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { newId } from "../../lib/ids.ts";
import { findComment } from "./find-comment.ts";
import type { NewReport } from "./schemas.ts";

type Reported = { kind: "post" | "comment"; id: string; creatorId: string; said: string };

/** Brings a post before the operators; for whoever can see its card. A second report of the same while the first is open changes nothing. */
export async function reportPost(deps: Deps, user: User, postId: string, report: NewReport): Promise<void> {
  const asker = { userId: user.userId, at: deps.clock.now() };
  const [found] = await readPosts<{ title: string; teaser: string; body: string }>(deps.pool, asker, {
    name: "reported-post",
    posts: "select * from posts where id = $3",
    columns: "p.title, p.teaser, p.body",
    values: [postId],
  });
  if (!found) throw new AppError("not_found");
  const { row: post, facts } = found;
  const decision = decidePost(facts, { signedIn: true });
  if (!decision.allowed && decision.reason === "not_found") throw new AppError("not_found");
  if (facts.memberRole) throw new AppError("wrong_state", "This is your own post.");
  const parts = [post.title, post.teaser, ...(decision.allowed ? [post.body.slice(0, 2000)] : [])];
  const said = parts.filter(Boolean).join("\n\n");
  await keep(deps, user, { kind: "post", id: postId, creatorId: facts.creatorId, said }, report);
}

/** The same for a comment; not for one's own. */
export async function reportComment(
  deps: Deps,
  user: User,
  commentId: string,
  report: NewReport,
): Promise<void> {
  const { comment, post } = await findComment(deps, user, commentId);
  if (comment.author_id === user.userId) throw new AppError("wrong_state", "This is your own comment.");
  if (comment.deleted_at) throw new AppError("wrong_state", "It was deleted.");
  const said = comment.body;
  await keep(deps, user, { kind: "comment", id: commentId, creatorId: post.creatorId, said }, report);
}

async function keep(
  deps: Deps,
  user: User,
  { kind, id, creatorId, said }: Reported,
  { reason, details }: NewReport,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const reportId = newId();
    const kept = await trx
      .insertInto("reports")
      .values({
        id: reportId,
        kind,
        subject_id: id,
        creator_id: creatorId,
        reporter_id: user.userId,
        reason,
        details,
        said,
        created_at: deps.clock.now(),
      })
      .onConflict((conflict) =>
        conflict.columns(["reporter_id", "subject_id"]).where("closed_at", "is", null).doNothing(),
      )
      .executeTakeFirst();
    if (!kept.numInsertedOrUpdatedRows) return;
    await recordEvent(trx, deps.clock, {
      type: `${kind}.reported`,
      actorId: user.userId,
      creatorId,
      subject: { type: kind, id },
      data: { report: reportId, code: reason },
    });
  });
}
