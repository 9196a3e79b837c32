import { Newspaper } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import NotFound from "@/app/not-found";
import { NewPostButton } from "@/components/post-editor/new-post-button";
import { PostRows } from "@/components/studio/post-rows";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import Link from "@/components/ui/link";
import { ShowMore } from "@/components/ui/show-more";
import { foundPage } from "@/lib/found";
import { nextPage, oneOf, oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireMembership } from "@/lib/session";

export const metadata: Metadata = { title: "Posts", robots: { index: false } };

const statuses = [
  ["", "All"],
  ["draft", "Drafts"],
  ["scheduled", "Scheduled"],
  ["published", "Published"],
  ["archived", "Archived"],
] as const;

type Props = {
  params: Promise<{ handle: string }>;
  searchParams: Promise<SearchParams>;
};

export default foundPage(StudioPostsPage, NotFound);

async function StudioPostsPage({ params, searchParams }: Props) {
  const { handle } = await params;
  const here = `/studio/${handle}/posts`;
  const creator = await requireMembership(handle, here);
  if (creator.role === "analyst") notFound();
  const search = await searchParams;
  const status = oneOf(["draft", "scheduled", "published", "archived"], oneParam(search, "status"));
  const page = await (await serverApi()).get("/api/v1/creators/{handle}/studio-posts", {
    path: { handle },
    query: { status, cursor: oneParam(search, "cursor") },
  });
  const none = page.items.length === 0;
  const create = <NewPostButton creatorId={creator.id} handle={handle} />;
  return (
    <div className="grid grid-cols-1 gap-6">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-xl">Posts</h1>
        {none && !status ? null : create}
      </div>
      {none && !status ? (
        <EmptyState icon={Newspaper} title="No posts yet" action={create}>
          A post is text, pictures, videos or sounds, for everybody, for your members, or for whoever pays for
          it. It stays a draft until you publish it.
        </EmptyState>
      ) : (
        <>
          <nav
            aria-label="Filter by state"
            className="-mx-4 -my-1 overflow-x-auto px-4 [scrollbar-width:none] sm:-mx-1 sm:px-1"
          >
            <ul className="flex w-max gap-2 py-1">
              {statuses.map(([value, label]) => {
                const current = (status ?? "") === value;
                return (
                  <li key={value}>
                    <Link
                      href={value ? `${here}?status=${value}` : here}
                      aria-current={current ? "page" : undefined}
                      className={`inline-flex h-9 items-center rounded-full border px-4 text-sm whitespace-nowrap ${current ? "border-ink bg-ink text-paper" : "border-line hover:border-line-strong"}`}
                    >
                      {label}
                    </Link>
                  </li>
                );
              })}
            </ul>
          </nav>
          {none ? (
            <EmptyState
              title="None of these"
              action={
                <Link href={here} className={buttonStyle()}>
                  Show all posts
                </Link>
              }
            />
          ) : (
            <PostRows posts={page.items} />
          )}
          <ShowMore href={nextPage(here, { status }, page.nextCursor)} />
        </>
      )}
    </div>
  );
}
