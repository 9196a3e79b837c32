import type { Post } from "@vaulture/sdk";
import { Markdown } from "@/lib/markdown";
import { postTitle } from "@/lib/post-words";
import { LockedPost } from "./locked-post";
import { PostBadges } from "./post-badges";
import { PostByline } from "./post-byline";
import { PostMedia } from "./post-media";

interface PostViewProps {
  post: Post;
  signedIn: boolean;
  /** What can be done with it, beside its name. */
  actions?: React.ReactNode;
  /** The page has a heading of its own. */
  heading?: "h1" | "h2";
}

/** A post as its reader may see it, whole or locked. */
export function PostView({ post, signedIn, actions, heading: Heading = "h1" }: PostViewProps) {
  return (
    <article className="grid grid-cols-1 gap-6">
      <header className="grid grid-cols-1 gap-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <PostByline post={post} />
          {actions}
        </div>
        <Heading className={`text-xl text-balance wrap-anywhere ${Heading === "h1" ? "sm:text-2xl" : ""}`}>
          {postTitle(post)}
        </Heading>
        <PostBadges post={post} />
      </header>
      {post.teaser ? <p className="measure text-base whitespace-pre-line">{post.teaser}</p> : null}
      {post.locked ? (
        <LockedPost post={post} signedIn={signedIn} />
      ) : (
        <>
          {post.body ? <Markdown source={post.body} top={2} /> : null}
          {post.mediaFiles.length > 0 ? (
            <PostMedia postId={post.id} title={postTitle(post)} files={post.mediaFiles} signedIn={signedIn} />
          ) : null}
        </>
      )}
      {post.tags.length > 0 ? (
        <ul aria-label="Tags" className="flex flex-wrap gap-2 text-sm text-soft">
          {post.tags.map((tag) => (
            <li key={tag}>#{tag}</li>
          ))}
        </ul>
      ) : null}
    </article>
  );
}
