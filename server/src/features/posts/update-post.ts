import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import { queueAnnouncement } from "./announce-post.ts";
import { lockOwnPost, replaceMedia, requireWhole, termColumns } from "./post-parts.ts";
import type { PostChanges } from "./schemas.ts";
import { statusOf } from "./status-of.ts";

/**
 * Changes the given fields; for editors and owners. A new price counts for orders begun after it. Going back to a draft takes the
 * post from everybody, archiving it from all but those who bought it.
 */
export async function updatePost(deps: Deps, user: User, postId: string, changes: PostChanges) {
  const now = deps.clock.now();
  const row = await deps.db.transaction().execute(async (trx) => {
    const before = await lockOwnPost(deps, trx, user, postId);
    const visibility = changes.visibility ?? before.visibility;
    const kept = visibility === before.visibility;
    const terms = await termColumns(trx, before.creator_id, {
      visibility,
      isPublic: changes.isPublic ?? (kept && before.is_public),
      tierId: changes.tierId !== undefined ? changes.tierId : kept ? before.tier_id : null,
      price: changes.price !== undefined ? changes.price : kept ? priceOf(before) : null,
    });
    const status = changes.status ?? before.status;
    const publishAt =
      changes.publishAt === undefined
        ? before.published_at
        : changes.publishAt === null
          ? null
          : new Date(changes.publishAt);
    const after = await trx
      .updateTable("posts")
      .set({
        ...terms,
        status,
        published_at: publishAt ?? (status === "published" ? (before.published_at ?? now) : null),
        ...(changes.title !== undefined && { title: changes.title }),
        ...(changes.body !== undefined && { body: changes.body }),
        ...(changes.teaser !== undefined && { teaser: changes.teaser }),
        ...(changes.tags && { tags: changes.tags }),
        ...(changes.pinned !== undefined && { pinned_at: changes.pinned ? (before.pinned_at ?? now) : null }),
        ...(changes.commentsOpen !== undefined && {
          comments_closed_at: changes.commentsOpen ? null : (before.comments_closed_at ?? now),
        }),
        ...(changes.offersOriginals !== undefined && { offers_originals: changes.offersOriginals }),
        updated_at: now,
      })
      .where("id", "=", postId)
      .returning(["status", "published_at", "body"])
      .executeTakeFirstOrThrow();
    if (changes.mediaFileIds)
      await replaceMedia(
        deps,
        trx,
        { id: postId, creatorId: before.creator_id },
        changes.mediaFileIds,
        changes.mediaAlt ?? {},
      );
    if (after.status === "published") {
      await requireWhole(deps, trx, { id: postId, body: after.body });
      // Telling that is under way goes on where it is.
      if (!before.announced_at && (status !== before.status || changes.publishAt !== undefined))
        await queueAnnouncement(deps, trx, { id: postId, publishedAt: after.published_at! });
    }
    await recordEvent(trx, deps.clock, {
      type: status === before.status ? "post.updated" : `post.${status}`,
      actorId: user.userId,
      creatorId: before.creator_id,
      subject: { type: "post", id: postId },
      data: { fields: Object.keys(changes), visibility, from: before.status },
    });
    return after;
  });
  return { id: postId, status: statusOf(row, now) };
}

function priceOf(row: { price_amount: number | null; price_currency: string | null }) {
  return row.price_amount === null ? null : { amount: row.price_amount, currency: row.price_currency! };
}
