import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { requireReadable } from "./read-post.ts";

/** A comment that this person may see, with what they may do at its post; anything else is not there. */
export async function findComment(
  deps: Pick<Deps, "pool" | "clock" | "db">,
  user: User | null,
  commentId: string,
) {
  const comment = await readComment(deps.db, commentId);
  if (!comment) throw new AppError("not_found");
  const post = await requireReadable(deps, user, comment.post_id).catch((error: unknown) => {
    throw error instanceof AppError && error.code !== "sign_in_required" ? new AppError("not_found") : error;
  });
  const shown = (of: { hidden_at: Date | null; author_id: string }) =>
    of.hidden_at === null || post.canModerate || of.author_id === user?.userId;
  const above = comment.reply_to ? await readComment(deps.db, comment.reply_to) : null;
  if (!shown(comment) || (above && !shown(above))) throw new AppError("not_found");
  return { comment, post };
}

function readComment(db: Database, id: string) {
  return db.selectFrom("comments").selectAll().where("id", "=", id).executeTakeFirst();
}
