import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError, type ErrorCode, invalidField } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { limitRate } from "../../http/rate-limit.ts";
import { newId } from "../../lib/ids.ts";
import { tellOfComment } from "../notifications/index.ts";
import { refuseBlockedMeanwhile } from "./find-block.ts";
import { findComment } from "./find-comment.ts";
import { findRefusal } from "./find-refusal.ts";
import { requireWelcome } from "./read-post.ts";

/** An hour, of each person; the creator's own people answer many. */
const COMMENTS = { name: "comments", max: 30, seconds: 3600 };
const OWN_COMMENTS = { name: "own-comments", max: 600, seconds: 3600 };

const WHAT_TO_DO: Partial<Record<ErrorCode, string>> = {
  email_not_verified: "Open the link in the mail that we sent you; you can have it sent again. Then comment.",
};

export type NewComment = { postId: string; body: string; replyTo?: string | null | undefined };

/**
 * Says something under a post, or to a comment there: plain text. For whoever may read it, has proved their address and was not
 * shut out, while its comments are open; the creator's own people always, with such an address. There is one level: an answer cannot be answered.
 */
export async function writeComment(deps: Deps, user: User, input: NewComment): Promise<{ id: string }> {
  const post = await requireWelcome(deps, user, input.postId);
  await limitRate(deps, post.canModerate ? OWN_COMMENTS : COMMENTS, user.userId);
  const refusal = await findRefusal(deps.db, user, post);
  if (refusal) throw new AppError(refusal, WHAT_TO_DO[refusal]);
  const replyTo = input.replyTo ?? null;
  if (replyTo) await requireAnswerable(deps, user, { postId: post.id, replyTo });
  const id = newId();
  await deps.db.transaction().execute(async (trx) => {
    await trx
      .insertInto("comments")
      .values({
        id,
        post_id: post.id,
        author_id: user.userId,
        reply_to: replyTo,
        body: input.body,
        as_creator: post.canModerate,
        created_at: deps.clock.now(),
      })
      .execute();
    await refuseBlockedMeanwhile(trx, post, user.userId);
    await recordEvent(trx, deps.clock, {
      type: "comment.written",
      actorId: user.userId,
      creatorId: post.creatorId,
      subject: { type: "comment", id },
      data: { post: post.id, ...(replyTo && { replyTo }) },
    });
    await tellOfComment(deps, trx, id);
  });
  return { id };
}

async function requireAnswerable(
  deps: Deps,
  user: User,
  { postId, replyTo }: { postId: string; replyTo: string },
): Promise<void> {
  const found = await findComment(deps, user, replyTo).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  });
  if (!found || found.comment.post_id !== postId || found.comment.deleted_at)
    throw invalidField("replyTo", "That comment is not there any more.");
  if (found.comment.reply_to) throw invalidField("replyTo", "Answer the comment above it.");
}
