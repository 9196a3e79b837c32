import type { Creator } from "@vaulture/sdk";
import { Newspaper } from "lucide-react";
import { PostList } from "@/components/post/post-list";
import { EmptyState } from "@/components/ui/empty-state";
import { toPostCards } from "@/lib/post-card";
import { serverApi } from "@/lib/server-api";
import { findSession } from "@/lib/session";

/** What a creator has posted, the newest first; locked posts say what opens them. */
export async function StorefrontPosts({ creator, cursor }: { creator: Creator; cursor: string | undefined }) {
  const { handle, displayName } = creator;
  const [page, session] = await Promise.all([
    (await serverApi()).get("/api/v1/creators/{handle}/posts", { path: { handle }, query: { cursor } }),
    findSession(),
  ]);
  return (
    <section aria-label="Posts" className="mt-8 max-w-[44rem]">
      {page.items.length > 0 ? (
        <PostList
          page={toPostCards(page)}
          viewerId={session?.user.id ?? null}
          handle={handle}
          here={`/@${handle}/posts`}
        />
      ) : (
        <EmptyState icon={Newspaper} title="No posts yet">
          {displayName} has not posted anything. Come back later.
        </EmptyState>
      )}
    </section>
  );
}
