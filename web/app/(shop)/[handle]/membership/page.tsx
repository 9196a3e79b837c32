import type { Subscription, Tier } from "@vaulture/sdk";
import { Users } from "lucide-react";
import type { ReactNode } from "react";
import { AgeNotice } from "@/components/creator/age-notice";
import { NoSuchPage } from "@/components/creator/no-such-page";
import { StorefrontHead } from "@/components/creator/storefront-head";
import { TierActions } from "@/components/membership/tier-actions";
import { Amount } from "@/components/ui/amount";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { behindAgeNotice } from "@/lib/adult-content";
import { findStorefront } from "@/lib/find-storefront";
import { plural } from "@/lib/format";
import { foundMetadata, foundPage } from "@/lib/found";
import { Markdown } from "@/lib/markdown";
import { membershipRefusal } from "@/lib/membership-words";
import { creatorMetadata } from "@/lib/page-metadata";
import { sentenceOf } from "@/lib/problem";
import { oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { findSession } from "@/lib/session";
import { viewerLocale } from "@/lib/viewer-locale";

type Props = { params: Promise<{ handle: string }>; searchParams: Promise<SearchParams> };

export const generateMetadata = foundMetadata(async ({ params }: Props) => {
  return creatorMetadata(await findStorefront((await params).handle), "membership");
});

export default foundPage(MembershipPage, NoSuchPage);

async function MembershipPage({ params, searchParams }: Props) {
  const creator = await findStorefront((await params).handle);
  const asked = await behindAgeNotice(creator);
  if (asked) return <AgeNotice creator={creator} next={asked} />;
  const api = await serverApi();
  const session = await findSession();
  const [{ items }, mine] = await Promise.all([
    api.get("/api/v1/creators/{handle}/tiers", { path: { handle: creator.handle } }),
    session ? api.get("/api/v1/subscriptions").then(({ items: all }) => mineOf(all, creator.handle)) : null,
  ]);
  const problem = oneParam(await searchParams, "problem");
  const tiers = items.filter((tier) => !tier.archived || tier.id === mine?.tier.id);
  const runsIt = session?.creators.some(({ handle }) => handle === creator.handle) ?? false;
  return (
    <div className={`page ${creator.banner ? "pt-4 sm:pt-6" : "pt-10 sm:pt-16"}`}>
      <StorefrontHead creator={creator} current="membership" />
      <section aria-labelledby="membership" className="mt-8 grid grid-cols-1 gap-6">
        <h2 id="membership" className="text-lg">
          Membership
        </h2>
        {problem ? <Notice tone="danger">{membershipRefusal(problem) ?? sentenceOf(problem)}</Notice> : null}
        {runsIt ? (
          <Notice>
            You run this page: all of it is open to you.{" "}
            <Link href={`/studio/${creator.handle}/memberships`}>Edit the tiers</Link>
          </Notice>
        ) : null}
        {tiers.length === 0 ? (
          <EmptyState icon={Users} title="No memberships yet">
            {creator.displayName} takes no members at the moment.
          </EmptyState>
        ) : (
          <ul
            aria-label="Tiers"
            className="grid grid-cols-1 gap-5 sm:grid-cols-[repeat(auto-fill,minmax(18rem,1fr))]"
          >
            {tiers.map((tier) => (
              <li key={tier.id}>
                <TierCard tier={tier} current={tier.id === mine?.tier.id}>
                  {runsIt ? null : (
                    <TierActions
                      tier={tier}
                      handle={creator.handle}
                      signedIn={session !== null}
                      mine={mine}
                    />
                  )}
                </TierCard>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

async function TierCard({ tier, current, children }: { tier: Tier; current: boolean; children: ReactNode }) {
  const locale = await viewerLocale();
  return (
    <article
      aria-label={tier.name}
      className={`flex h-full flex-col gap-4 rounded-lg border p-5 ${current ? "border-accent" : "border-line"}`}
    >
      <div className="grid gap-1">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h3 className="text-lg [overflow-wrap:anywhere]">{tier.name}</h3>
          {current ? <Badge tone="good">Your tier</Badge> : null}
        </div>
        <p className="text-sm text-soft">
          {tier.prices.map((price, index) => (
            <span key={price.interval}>
              {index > 0 ? ", or " : null}
              <Amount price={price} className={index === 0 ? "text-xl font-semibold text-ink" : ""} /> a{" "}
              {price.interval}
            </span>
          ))}
        </p>
      </div>
      <div className="grid flex-1 content-start gap-3">
        {tier.description ? <Markdown source={tier.description} /> : null}
        <p className="text-sm text-soft">
          Opens {plural(tier.posts, "post for members", "posts for members", locale)} today, and those to
          come.
          {tier.seatsLeft !== null && tier.seatsLeft > 0
            ? ` ${plural(tier.seatsLeft, "place", "places", locale)} left.`
            : null}
        </p>
      </div>
      {children}
    </article>
  );
}

function mineOf(all: Subscription[], handle: string): Subscription | null {
  return (
    all.find(
      ({ creator, status }) => creator.handle === handle && status !== "expired" && status !== "incomplete",
    ) ?? null
  );
}
