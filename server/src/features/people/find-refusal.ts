import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import { AppError, type ErrorCode } from "../../errors.ts";

/**
 * What keeps somebody from writing under a post that they may read, as a code of the errors; null if nothing does. What is said in
 * public comes from an address that somebody answers to, the creator's own people included.
 */
export async function findRefusal(
  db: Database,
  user: User,
  post: { id: string; blocked: boolean; canModerate: boolean },
): Promise<ErrorCode | null> {
  if (post.blocked && !post.canModerate) return "blocked";
  const row = await db
    .selectFrom("posts as p")
    .innerJoin("users as u", (join) => join.on("u.id", "=", user.userId))
    .select(["p.comments_closed_at", "u.email_verified"])
    .where("p.id", "=", post.id)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  if (row.comments_closed_at !== null && !post.canModerate) return "comments_closed";
  return row.email_verified ? null : "email_not_verified";
}
