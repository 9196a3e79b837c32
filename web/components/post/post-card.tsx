import { Lock } from "lucide-react";
import Link from "@/components/ui/link";
import type { PostCardData } from "@/lib/post-card";
import { lockedBecause, postTitle } from "@/lib/post-words";
import { HiddenMedia } from "./hidden-media";
import { mediaInWords } from "./media-kind";
import { OpenIt } from "./open-it";
import { PostBadges } from "./post-badges";
import { PostByline } from "./post-byline";
import { PostFoot } from "./post-foot";

interface PostCardProps {
  post: PostCardData;
  signedIn: boolean;
  /** The page of the list. */
  here: string;
}

/** A post of a list: all of it leads to the post, but for the creator's name and the step that opens it. */
export function PostCard({ post, signedIn, here }: PostCardProps) {
  const { locked, picture, media } = post;
  return (
    <article className="group relative grid grid-cols-1 gap-4 rounded-lg border border-line bg-raised p-5 sm:p-6">
      <div className="relative z-10 justify-self-start">
        <PostByline post={post} />
      </div>
      <div className="grid grid-cols-1 gap-2">
        <h2 className="text-lg wrap-anywhere">
          <Link
            href={`/posts/${post.id}`}
            className="group-hover:underline after:absolute after:inset-0 after:rounded-lg"
          >
            {postTitle(post)}
          </Link>
        </h2>
        <PostBadges post={post} />
      </div>
      {post.excerpt ? (
        <p className="line-clamp-5 text-sm whitespace-pre-line wrap-anywhere">{post.excerpt}</p>
      ) : null}
      {picture ? (
        <img
          src={picture.url}
          alt={picture.alt}
          width={picture.width}
          height={picture.height}
          loading="lazy"
          decoding="async"
          className="max-h-[32rem] w-full rounded-md border border-line bg-sunken object-cover"
        />
      ) : locked && media.length > 0 ? (
        <HiddenMedia media={media} />
      ) : null}
      {!locked && media.length > (picture ? 1 : 0) ? (
        <p className="text-sm text-soft">{mediaInWords(media)}</p>
      ) : null}
      {locked ? (
        <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
          <p className="flex min-w-0 flex-1 basis-56 items-start gap-2 text-sm text-soft">
            <Lock aria-hidden className="mt-0.5 size-4 shrink-0" />
            {lockedBecause(post)}
          </p>
          <div className="relative z-10 empty:hidden">
            <OpenIt post={post} signedIn={signedIn} compact />
          </div>
        </div>
      ) : (
        <PostFoot post={post} signedIn={signedIn} here={here} />
      )}
    </article>
  );
}
