import type { PostCardData } from "@/lib/post-card";
import { MorePosts } from "./more-posts";
import { PostCard } from "./post-card";

interface PostListProps {
  page: { items: PostCardData[]; nextCursor: string | null };
  signedIn: boolean;
  /** Whose posts; those of everybody one follows otherwise. */
  handle?: string;
  /** Where the list stands, for the address of its next page. */
  here: string;
}

/** Posts, the newest first, and those behind them. */
export function PostList({ page, signedIn, handle, here }: PostListProps) {
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
          href={`${here}?cursor=${encodeURIComponent(page.nextCursor)}`}
          signedIn={signedIn}
          here={here}
          {...(handle ? { handle } : {})}
        />
      ) : null}
    </>
  );
}
