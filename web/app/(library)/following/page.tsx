import { UserPlus } from "lucide-react";
import type { Metadata } from "next";
import { CreatorRows } from "@/components/creator/creator-rows";
import { Suggestions } from "@/components/creator/suggestions";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { ShowMore } from "@/components/ui/show-more";
import { sentenceOf } from "@/lib/problem";
import { oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Following", robots: { index: false } };

type Props = { searchParams: Promise<SearchParams> };

export default async function FollowingPage({ searchParams }: Props) {
  await requireSession("/following");
  const query = await searchParams;
  const problem = oneParam(query, "problem");
  const cursor = oneParam(query, "cursor");
  const page = await (await serverApi()).get("/api/v1/following", { query: { cursor } });
  return (
    <div className="mx-auto w-full max-w-[44rem] px-4 pt-8 pb-16 sm:px-6 sm:pt-12">
      <h1 className="mb-2 text-xl sm:text-2xl">Following</h1>
      <p className="mb-6 text-sm text-soft">What these creators post appears in your feed.</p>
      {problem ? (
        <Notice tone="danger" className="mb-6">
          {sentenceOf(problem)}
        </Notice>
      ) : null}
      {page.items.length > 0 ? (
        <CreatorRows creators={page.items} followed here="/following" />
      ) : (
        <EmptyState icon={UserPlus} title={cursor ? "That was all" : "You follow nobody yet"}>
          Follow a creator on their page, or one of these.
        </EmptyState>
      )}
      <ShowMore href={page.nextCursor && `/following?cursor=${encodeURIComponent(page.nextCursor)}`} />
      <Suggestions here="/following" />
    </div>
  );
}
