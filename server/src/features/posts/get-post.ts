import type { PostDenyReason } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { countAlike } from "../../events/count-alike.ts";
import { recordEvent } from "../../events/record-event.ts";
import { describePosts, type Reader } from "./describe-posts.ts";
import type { MediaFile, Post } from "./schemas.ts";

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
  const reason = post.reason as PostDenyReason;
  const { user, address } = reader;
  const count = user && (await countAlike(deps, `denied:${user.userId}:${reason}:${postId}`));
  if (user && count)
    await recordEvent(deps.db, deps.clock, {
      type: "access.denied",
      actorId: user.userId,
      creatorId: post.creator.id,
      subject: { type: "post", id: postId },
      address,
      data: { reason, at: "post", country: deps.geo.countryOf(address), ...(count > 1 && { count }) },
    });
  deps.metrics.refusals.inc({ reason, at: "post" });
  throw new AppError(reason);
}
