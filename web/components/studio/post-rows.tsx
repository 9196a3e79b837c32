import type { Post } from "@vaulture/sdk";
import { mediaInWords } from "@/components/post/media-kind";
import { PostBadges, PostStatus } from "@/components/post/post-badges";
import Link from "@/components/ui/link";
import { Time } from "@/components/ui/time";

/** A creator's own posts with the state of each; all of a row leads to its editor. */
export function PostRows({ posts }: { posts: Post[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {posts.map((post) => (
        <li key={post.id} className="relative flex flex-wrap items-center gap-x-6 gap-y-2 py-4">
          <div className="grid min-w-0 flex-1 basis-64 gap-1">
            <Link
              href={`/studio/${post.creator.handle}/posts/${post.id}`}
              className="line-clamp-2 font-medium wrap-anywhere after:absolute after:inset-0 hover:underline"
            >
              {post.title.trim() || "Untitled post"}
            </Link>
            <p className="text-sm text-soft">
              {post.publishedAt ? (
                <Time at={post.publishedAt} exact={post.status === "scheduled"} />
              ) : (
                "Not published"
              )}
              {post.media.length > 0 ? ` · ${mediaInWords(post.media)}` : null}
            </p>
          </div>
          <div className="flex max-w-full min-w-0 flex-wrap items-center gap-2">
            {post.status === "published" ? <PostStatus status="published" /> : null}
            <PostBadges post={post} />
          </div>
        </li>
      ))}
    </ul>
  );
}
