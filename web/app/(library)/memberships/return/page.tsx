import type { Metadata } from "next";
import { notFound } from "next/navigation";
import NotFound from "@/app/not-found";
import { AwaitMembership } from "@/components/membership/await-membership";
import { MembershipRow } from "@/components/membership/membership-row";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { Progress } from "@/components/ui/progress";
import { foundPage } from "@/lib/found";
import { orNotFound } from "@/lib/or-not-found";
import { oneId, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Your membership", robots: { index: false } };

type Props = { searchParams: Promise<SearchParams> };

export default foundPage(MembershipReturnPage, NotFound);

/** Where the payment page leads back to. */
async function MembershipReturnPage({ searchParams }: Props) {
  const id = oneId(await searchParams, "subscription") ?? notFound();
  await requireSession(`/memberships/return?subscription=${id}`);
  const membership = await orNotFound(
    (await serverApi()).get("/api/v1/subscriptions/{id}", { path: { id }, query: { confirm: "1" } }),
  );
  const { creator, status } = membership;
  return (
    <div className="mx-auto grid w-full max-w-[40rem] grid-cols-1 gap-6 px-4 pt-10 sm:pt-16">
      {status === "incomplete" ? (
        <>
          <div role="status" className="grid gap-2">
            <h1 className="text-xl sm:text-2xl">Confirming your payment</h1>
            <AwaitMembership id={id} />
            <noscript>
              <meta httpEquiv="refresh" content="4" />
            </noscript>
          </div>
          <Progress label="Waiting for the payment" />
        </>
      ) : (
        <>
          <div role="status" className="grid gap-2">
            <h1 className="text-xl sm:text-2xl">
              {membership.open ? "You are a member" : "This membership is over"}
            </h1>
            <p className="text-soft">
              {membership.open
                ? `What ${creator.displayName} posts for ${membership.tier.name} is open to you now.`
                : "Join again on the creator’s page whenever you like."}
            </p>
          </div>
          <div className="border-y border-line">
            <MembershipRow membership={membership} />
          </div>
          <div className="flex flex-wrap gap-3">
            <Link href={`/@${creator.handle}`} className={buttonStyle({ variant: "primary", size: "large" })}>
              Go to {creator.displayName}
            </Link>
            <Link href="/memberships" className={buttonStyle({ size: "large" })}>
              Manage memberships
            </Link>
          </div>
        </>
      )}
    </div>
  );
}
