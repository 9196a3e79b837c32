import type { Subscription } from "@vaulture/sdk";
import { Users } from "lucide-react";
import type { Metadata } from "next";
import { MembershipRow } from "@/components/membership/membership-row";
import { PrivateFeed } from "@/components/membership/private-feed";
import { Post } from "@/components/membership/tier-actions";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { membershipRefusal } from "@/lib/membership-words";
import { sentenceOf } from "@/lib/problem";
import { oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Memberships", robots: { index: false } };

type Props = { searchParams: Promise<SearchParams> };

/** Everything a member may want to do with their memberships, by plain forms. */
export default async function MembershipsPage({ searchParams }: Props) {
  await requireSession("/memberships");
  const { items } = await (await serverApi()).get("/api/v1/subscriptions");
  const problem = oneParam(await searchParams, "problem");
  const owing = items.some(({ status }) => status === "past_due");
  const running = items.filter(({ status }) => status !== "expired");
  const past = items.filter(({ status }) => status === "expired");
  return (
    <div className="mx-auto grid w-full max-w-[44rem] grid-cols-1 gap-6 px-4 pt-8 sm:pt-12">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-xl sm:text-2xl">Memberships</h1>
        {items.length > 0 ? (
          <Post action="/api/v1/subscriptions/provider-page" label="Change card, see invoices" />
        ) : null}
      </div>
      {problem ? <Notice tone="danger">{membershipRefusal(problem) ?? sentenceOf(problem)}</Notice> : null}
      {owing ? (
        <Notice tone="warning" title="A payment did not go through">
          Change the card with the button above. The payment is tried again by itself in the days to come;
          nothing is lost meanwhile.
        </Notice>
      ) : null}
      {items.length === 0 ? (
        <EmptyState
          icon={Users}
          title="No memberships yet"
          action={
            <Link href="/" className={buttonStyle({ variant: "primary" })}>
              Find creators
            </Link>
          }
        >
          Join a creator on their page; what you are a member of is listed here.
        </EmptyState>
      ) : null}
      {running.length > 0 ? (
        <ul aria-label="Your memberships" className="divide-y divide-line border-y border-line">
          {running.map((membership) => (
            <li key={membership.id}>
              <MembershipRow membership={membership}>
                <Actions membership={membership} />
              </MembershipRow>
            </li>
          ))}
        </ul>
      ) : null}
      {past.length > 0 ? (
        <section aria-labelledby="past" className="mt-4">
          <h2 id="past" className="text-lg">
            Past
          </h2>
          <ul className="divide-y divide-line">
            {past.map((membership) => (
              <li key={membership.id}>
                <MembershipRow membership={membership} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

function Actions({ membership }: { membership: Subscription }) {
  const { id, status, creator } = membership;
  const tiers = `/@${creator.handle}/membership`;
  if (status === "incomplete")
    return (
      <Link href={tiers} className={buttonStyle({ className: "justify-self-start" })}>
        Go on to the payment
      </Link>
    );
  if (status === "cancelled")
    return membership.open ? (
      <div className="flex flex-wrap items-start gap-3">
        {membership.canResume ? (
          <Post action={`/api/v1/subscriptions/${id}/resume`} label="Keep the membership" main />
        ) : null}
        <PrivateFeed handle={creator.handle} name={creator.displayName} />
      </div>
    ) : null;
  return (
    <div className="flex flex-wrap items-start gap-3">
      {status === "past_due" ? null : (
        <Link href={tiers} className={buttonStyle()}>
          Change tier
        </Link>
      )}
      <details className="rounded-md border border-line-strong open:basis-full">
        <summary className="flex h-9.5 cursor-pointer items-center px-4 text-sm font-medium">
          Cancel<span className="sr-only"> the membership of {creator.displayName}</span>
        </summary>
        <div className="grid justify-items-start gap-3 px-4 pb-4 text-sm">
          <p>
            {status === "past_due" || !membership.paidUntil ? (
              "It ends at once, and what is open is not charged."
            ) : (
              <>
                You keep everything until <Time at={membership.paidUntil} />, and nothing more is charged.
                Until then you can take it back.
              </>
            )}
          </p>
          <Post action={`/api/v1/subscriptions/${id}/cancel`} label="Cancel the membership" danger />
        </div>
      </details>
      {membership.open ? <PrivateFeed handle={creator.handle} name={creator.displayName} /> : null}
    </div>
  );
}
