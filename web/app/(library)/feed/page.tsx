import { Newspaper } from "lucide-react";
import type { Metadata } from "next";
import { Suggestions } from "@/components/creator/suggestions";
import { PostList } from "@/components/post/post-list";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { toPostCards } from "@/lib/post-card";
import { sentenceOf } from "@/lib/problem";
import { oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Feed", robots: { index: false } };

type Props = { searchParams: Promise<SearchParams> };

export default async function FeedPage({ searchParams }: Props) {
  const { user } = await requireSession("/feed");
  const query = await searchParams;
  const problem = oneParam(query, "problem");
  const cursor = oneParam(query, "cursor");
  const page = await (await serverApi()).get("/api/v1/feed", { query: { cursor } });
  return (
    <div className="mx-auto w-full max-w-[44rem] px-4 pt-8 pb-16 sm:px-6 sm:pt-12">
      <div className="mb-6 flex items-center justify-between gap-4">
        <h1 className="text-xl sm:text-2xl">Feed</h1>
        <Link
          href="/following"
          className={buttonStyle({ variant: "quiet", size: "small", className: "-mr-3" })}
        >
          Following
        </Link>
      </div>
      {problem ? (
        <Notice tone="danger" className="mb-6">
          {sentenceOf(problem)}
        </Notice>
      ) : null}
      {page.items.length > 0 ? (
        <PostList page={toPostCards(page)} viewerId={user.id} here="/feed" />
      ) : (
        <EmptyState
          icon={Newspaper}
          title={cursor ? "That was all" : "Nothing here yet"}
          action={
            <Link href={cursor ? "/feed" : "/"} className={buttonStyle({ variant: "primary" })}>
              {cursor ? "Back to the newest" : "Find creators"}
            </Link>
          }
        >
          {cursor
            ? "There are no older posts."
            : "Posts of creators you follow, or are a member of, appear here."}
        </EmptyState>
      )}
      {page.items.length === 0 && !cursor ? <Suggestions here="/feed" /> : null}
    </div>
  );
}
