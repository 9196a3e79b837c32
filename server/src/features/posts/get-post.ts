import type { PostDenyReason, User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { countAlike } from "../../events/count-alike.ts";
import { recordEvent } from "../../events/record-event.ts";
import { describePosts, type Reader } from "./describe-posts.ts";
import type { MediaFile, Post } from "./schemas.ts";
import { wasShown } from "./was-shown.ts";

/**
 * A post for one reader: whole where it is open to them, else locked, with what would open it. Whoever is not signed in is asked to
 * sign in first, but for posts that are open to everybody. What they may not know of is not there.
 */
export async function getPost(deps: Deps, reader: Reader, postId: string): Promise<Post> {
  const post = await getPostCard(deps, reader, postId);
  if (post.reason === "sign_in_required") throw new AppError("sign_in_required");
  return post;
}

/** The same for a page that shows the locked post to everybody who may know of it. */
export async function getPostCard(deps: Deps, reader: Reader, postId: string): Promise<Post> {
  const post = (await describePosts(deps, reader, [postId])).get(postId);
  if (!post) throw new AppError("not_found");
  return post;
}

/** The media of a post, with links of their own for this reader; refused with the reason, which is recorded. */
export async function getPostMedia(
  deps: Deps,
  reader: Reader,
  postId: string,
): Promise<{ mediaFiles: MediaFile[] }> {
  const post = await getPostCard(deps, reader, postId);
  if (!post.locked) return { mediaFiles: post.mediaFiles };
  const reason = post.reason!;
  if (reader.user) await recordRefusal(deps, { ...reader, user: reader.user }, post, reason);
  deps.metrics.refusals.inc({ reason, at: "post" });
  throw new AppError(reason);
}

async function recordRefusal(
  deps: Deps,
  { user, address }: Reader & { user: User },
  { id: postId, creator }: Post,
  reason: PostDenyReason,
): Promise<void> {
  const count = await countAlike(deps, `denied:${user.userId}:${reason}:${postId}`);
  if (count === 0) return;
  const shown = await wasShown(deps, { userId: user.userId, postId });
  await recordEvent(deps.db, deps.clock, {
    type: "access.denied",
    actorId: user.userId,
    creatorId: creator.id,
    subject: { type: "post", id: postId },
    address,
    data: {
      ...{ reason, at: "post", country: deps.geo.countryOf(address) },
      ...(shown && { shown }),
      ...(count > 1 && { count }),
    },
  });
}
