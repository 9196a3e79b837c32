import { keptPostsKey } from "@/lib/kept-lists";
import type { PostCardData } from "@/lib/post-card";
import { MorePosts } from "./more-posts";
import { PostCard } from "./post-card";

interface PostListProps {
  page: { items: PostCardData[]; nextCursor: string | null };
  /** Who looks; null is a visitor. */
  viewerId: string | null;
  /** Whose posts; those of everybody one follows otherwise. */
  handle?: string;
  /** Where the list stands, for the address of its next page. */
  here: string;
}

/** Posts, the newest first, and those behind them. */
export function PostList({ page, viewerId, handle, here }: PostListProps) {
  const signedIn = viewerId !== null;
  const next = `${here}?cursor=${encodeURIComponent(page.nextCursor ?? "")}`;
  return (
    <>
      <ul className="grid grid-cols-1 gap-6">
        {page.items.map((post) => (
          <li key={post.id}>
            <PostCard post={post} signedIn={signedIn} here={here} />
          </li>
        ))}
      </ul>
      {page.nextCursor ? (
        <MorePosts
          key={page.nextCursor}
          cursor={page.nextCursor}
          href={next}
          keptUnder={keptPostsKey(viewerId, page.items, next)}
          signedIn={signedIn}
          here={here}
          {...(handle ? { handle } : {})}
        />
      ) : null}
    </>
  );
}
