import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { queueAnnouncement } from "./announce-post.ts";
import { closingUnpaidOrders, UnpaidOrders } from "./close-unpaid-orders.ts";
import { lockOwnPost, replaceMedia, requireWhole, termColumns } from "./post-parts.ts";
import type { PostChanges } from "./schemas.ts";
import { statusOf } from "./status-of.ts";

/**
 * Changes the given fields; for editors and owners. A new price counts for orders begun after it. Going back to a draft takes the
 * post from everybody, archiving it from all but those who bought it. What somebody has paid for cannot be taken from them: it is
 * neither made a draft nor put off, and keeps the media it has; orders that are not paid yet are closed before.
 */
export async function updatePost(deps: Deps, user: User, postId: string, changes: PostChanges) {
  return closingUnpaidOrders(deps, postId, () => change(deps, user, postId, changes));
}

async function change(deps: Deps, user: User, postId: string, changes: PostChanges) {
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
    await refuseToTake(trx, before, { status, publishAt, now }, changes);
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
      await requireWhole(deps, trx, { id: postId, creatorId: before.creator_id, body: after.body });
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

type Standing = { status: string; published_at: Date | null };

async function refuseToTake(
  trx: Database,
  before: Standing & { id: string },
  next: { status: string; publishAt: Date | null; now: Date },
  { mediaFileIds }: PostChanges,
): Promise<void> {
  const opens = ({ status, published_at }: Standing) =>
    status === "archived" || (status === "published" && (published_at ?? next.now) <= next.now);
  if (opens(before) && !opens({ status: next.status, published_at: next.publishAt }))
    await refuseOrdered(
      trx,
      before.id,
      "People have ordered this post, and would lose it. Archive it: they keep it, nobody else sees it.",
    );
  if (mediaFileIds && (await losesMedia(trx, before.id, mediaFileIds)))
    await refuseOrdered(
      trx,
      before.id,
      "People have ordered this post with the media it has. You can add to them, not take them away.",
    );
}

/** Where somebody has paid for it, or may just be about to. */
async function refuseOrdered(trx: Database, postId: string, why: string): Promise<void> {
  const orders = await trx
    .selectFrom("purchases")
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere("completed_at", "is not", null).as("paid"),
      eb.fn.countAll<number>().filterWhere("status", "=", "pending").as("open"),
    ])
    .where("item_id", "=", postId)
    .executeTakeFirstOrThrow();
  if (orders.paid > 0) throw new AppError("wrong_state", why);
  if (orders.open > 0) throw new UnpaidOrders();
}

async function losesMedia(trx: Database, postId: string, mediaFileIds: string[]): Promise<boolean> {
  const leaving = await trx
    .selectFrom("post_files")
    .select("file_id")
    .where("post_id", "=", postId)
    .$if(mediaFileIds.length > 0, (q) => q.where("file_id", "not in", mediaFileIds))
    .limit(1)
    .executeTakeFirst();
  return leaving !== undefined;
}

function priceOf(row: { price_amount: number | null; price_currency: string | null }) {
  return row.price_amount === null ? null : { amount: row.price_amount, currency: row.price_currency! };
}
