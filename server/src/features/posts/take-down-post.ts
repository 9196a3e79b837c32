import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { queueAnnouncement } from "./announce-post.ts";
import { mailRestoredPost, mailTakenDownPost } from "./mails.ts";

type Ruling = { postId: string; reason: string };

/**
 * Takes a post down; for operators. It is there for its creator's people alone, who are told why and cannot change it; `endsAccess`
 * decides whether those who bought it keep it. Payment pages that are open for it are closed. Doing it again with another choice or
 * reason changes these. A draft is refused with `wrong_state` unless it was out before: its author may not wait for the operators to look away.
 */
export async function takeDownPost(
  deps: Deps,
  operator: User,
  { postId, reason, endsAccess }: Ruling & { endsAccess: boolean },
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const post = await lockPost(trx, postId);
    if (post.status === "draft" && !(await wasOut(trx, post)))
      throw new AppError("wrong_state", "A draft is seen by nobody.");
    const now = deps.clock.now();
    await trx
      .updateTable("posts")
      .set({
        status: "removed",
        removed_at: now,
        removed_reason: reason,
        removed_ends_access: endsAccess,
        ...(post.status !== "removed" && { removed_from: post.status }),
        updated_at: now,
      })
      .where("id", "=", postId)
      .execute();
    await recordEvent(trx, deps.clock, {
      type: "post.removed",
      actorId: operator.userId,
      creatorId: post.creator_id,
      subject: { type: "post", id: postId },
      data: { from: post.status, reason, endsAccess },
    });
    await deps.jobs.add(trx, "close-open-orders", { postId });
    await mailTakenDownPost({ ...deps, db: trx }, post, { reason, endsAccess });
  });
}

/** Gives a post that was taken down its former status back; for operators. */
export async function restorePost(deps: Deps, operator: User, { postId, reason }: Ruling): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const post = await lockPost(trx, postId);
    if (post.status !== "removed" || post.removed_from === null)
      throw new AppError("wrong_state", "This post was not taken down.");
    await trx
      .updateTable("posts")
      .set({
        status: post.removed_from,
        removed_at: null,
        removed_reason: null,
        removed_from: null,
        removed_ends_access: null,
        updated_at: deps.clock.now(),
      })
      .where("id", "=", postId)
      .execute();
    await recordEvent(trx, deps.clock, {
      type: "post.restored",
      actorId: operator.userId,
      creatorId: post.creator_id,
      subject: { type: "post", id: postId },
      data: { to: post.removed_from, reason },
    });
    await mailRestoredPost({ ...deps, db: trx }, post);
    if (post.removed_from === "published" && !post.announced_at)
      await queueAnnouncement(deps, trx, { id: postId, publishedAt: post.published_at! });
  });
}

/** Whether it was ever published: it keeps the time, unless that was taken away; the trail knows in any case. */
async function wasOut(trx: Database, { id, published_at }: { id: string; published_at: Date | null }) {
  if (published_at) return true;
  const event = await trx
    .selectFrom("events")
    .select("id")
    .where("subject_id", "=", id)
    .where("type", "=", "post.published")
    .limit(1)
    .executeTakeFirst();
  return event !== undefined;
}

async function lockPost(trx: Database, postId: string) {
  const row = await trx
    .selectFrom("posts as p")
    .innerJoin("items as i", "i.id", "p.id")
    .select([
      "p.id",
      "p.creator_id",
      "p.status",
      "p.removed_from",
      "p.published_at",
      "p.announced_at",
      "i.title",
    ])
    .where("p.id", "=", postId)
    .forNoKeyUpdate("p")
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return { ...row, title: row.title?.trim() || "Your post" };
}
