import { UserX } from "lucide-react";
import type { Metadata } from "next";
import { MembershipsHead } from "@/components/membership/memberships-head";
import { UnblockButton } from "@/components/people/block-button";
import { EmptyState } from "@/components/ui/empty-state";
import { ShowMore } from "@/components/ui/show-more";
import { Time } from "@/components/ui/time";
import { oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireMembership } from "@/lib/session";

export const metadata: Metadata = { title: "Blocked", robots: { index: false } };

type Props = { params: Promise<{ handle: string }>; searchParams: Promise<SearchParams> };

export default async function BlockedPage({ params, searchParams }: Props) {
  const { handle } = await params;
  const here = `/studio/${handle}/memberships/blocked`;
  const { role } = await requireMembership(handle, here);
  const cursor = oneParam(await searchParams, "cursor");
  const page =
    role === "analyst"
      ? null
      : await (await serverApi()).get("/api/v1/creators/{handle}/blocks", {
          path: { handle },
          query: { cursor },
        });
  return (
    <div className="grid grid-cols-1 gap-6">
      <MembershipsHead handle={handle} current="blocked" />
      {!page ? (
        <p className="text-sm text-soft">Editors and owners see who is blocked.</p>
      ) : page.items.length === 0 ? (
        <EmptyState icon={UserX} title={cursor ? "That was all" : "Nobody is blocked"}>
          Block somebody from the list of members, or from a comment of theirs. They keep what they paid for.
        </EmptyState>
      ) : (
        <ul aria-label="Blocked people" className="divide-y divide-line border-y border-line">
          {page.items.map((person) => (
            <li key={person.userId} className="flex items-center gap-4 py-3 text-sm">
              <div className="min-w-0 flex-1">
                <p className="truncate font-medium">{person.name}</p>
                <p className="text-soft wrap-anywhere">
                  Since <Time at={person.at} />
                  {person.reason ? `: ${person.reason}` : null}
                </p>
              </div>
              <UnblockButton handle={handle} person={person} />
            </li>
          ))}
        </ul>
      )}
      <ShowMore href={page?.nextCursor ? `${here}?cursor=${encodeURIComponent(page.nextCursor)}` : null} />
    </div>
  );
}
