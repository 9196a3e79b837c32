"use client";

import { MoreList } from "@/components/ui/more-list";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/browser-api";
import { type PostCardData, toPostCards } from "@/lib/post-card";
import { useMore } from "@/lib/use-more";
import { PostCard } from "./post-card";

interface MorePostsProps {
  cursor: string;
  /** The next page as an address, for readers without JavaScript. */
  href: string;
  /** Under what they are kept in this tab. */
  keptUnder: string;
  signedIn: boolean;
  here: string;
  handle?: string;
}

/** The pages of a list of posts behind its first. */
export function MorePosts({ cursor, href, keptUnder, signedIn, here, handle }: MorePostsProps) {
  const list = useMore<PostCardData>({
    key: keptUnder,
    cursor,
    idOf: ({ id }) => id,
    load: async (next, signal) => {
      const query = { cursor: next };
      return toPostCards(
        await (handle
          ? api.get("/api/v1/creators/{handle}/posts", { path: { handle }, query, signal })
          : api.get("/api/v1/feed", { query, signal })),
      );
    },
  });
  return (
    <MoreList list={list} href={href} things="posts">
      {list.items.length > 0 || list.state === "loading" ? (
        <ul className="grid grid-cols-1 gap-6">
          {list.items.map((post) => (
            <li key={post.id}>
              <PostCard post={post} signedIn={signedIn} here={here} />
            </li>
          ))}
          {list.state === "loading" ? (
            <li aria-hidden>
              <Skeleton className="h-64 rounded-lg" />
            </li>
          ) : null}
        </ul>
      ) : null}
    </MoreList>
  );
}
