import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";

/**
 * Takes the posts of creators that close out of sight for good: those who bought one keep it, and drafts and what was meant for later
 * never come out. What was out for members stays as it is, for those who have paid; nobody else may know of it where a creator has closed.
 */
export async function archivePosts(
  deps: Pick<Deps, "clock">,
  trx: Database,
  creatorIds: string[],
): Promise<void> {
  if (creatorIds.length === 0) return;
  const now = deps.clock.now();
  await trx
    .updateTable("posts")
    .set({ status: "archived", updated_at: now })
    .where("creator_id", "in", creatorIds)
    .where("status", "in", ["draft", "published"])
    .where((eb) =>
      eb.or([
        eb("visibility", "<>", "subscribers"),
        eb("status", "=", "draft"),
        eb("published_at", ">", now),
      ]),
    )
    .execute();
}
