import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import { newId } from "../../lib/ids.ts";
import { requireMember } from "../creators/index.ts";
import { queueAnnouncement } from "./announce-post.ts";
import { replaceMedia, requireWhole, termColumns } from "./post-parts.ts";
import type { NewPost } from "./schemas.ts";
import { statusOf } from "./status-of.ts";

/** Writes a post: published at once unless it is a draft or meant for later; for editors and owners of the creator. */
export async function createPost(deps: Deps, user: User, input: NewPost) {
  await requireMember(deps, user, input.creatorId, "editor");
  const now = deps.clock.now();
  const id = newId();
  const row = await deps.db.transaction().execute(async (trx) => {
    const terms = await termColumns(trx, input.creatorId, {
      visibility: input.visibility,
      isPublic: input.isPublic ?? false,
      tierId: input.tierId ?? null,
      price: input.price ?? null,
    });
    const made = await trx
      .insertInto("posts")
      .values({
        id,
        creator_id: input.creatorId,
        author_id: user.userId,
        title: input.title ?? "",
        body: input.body,
        teaser: input.teaser ?? "",
        ...terms,
        tags: input.tags ?? [],
        status: input.draft ? "draft" : "published",
        published_at: input.publishAt ? new Date(input.publishAt) : input.draft ? null : now,
        pinned_at: input.pinned ? now : null,
        comments_closed_at: input.commentsOpen === false ? now : null,
        offers_originals: input.offersOriginals ?? false,
        created_at: now,
        updated_at: now,
      })
      .returning(["status", "published_at", "body"])
      .executeTakeFirstOrThrow();
    await replaceMedia(
      deps,
      trx,
      { id, creatorId: input.creatorId },
      input.mediaFileIds ?? [],
      input.mediaAlt ?? {},
    );
    if (!input.draft) {
      await requireWhole(deps, trx, { id, creatorId: input.creatorId, body: made.body });
      await queueAnnouncement(deps, trx, { id, publishedAt: made.published_at! });
    }
    await recordEvent(trx, deps.clock, {
      type: input.draft ? "post.created" : "post.published",
      actorId: user.userId,
      creatorId: input.creatorId,
      subject: { type: "post", id },
      data: {
        visibility: input.visibility,
        price: input.price ?? null,
        at: made.published_at?.toISOString(),
      },
    });
    return made;
  });
  return { id, status: statusOf(row, now) };
}
