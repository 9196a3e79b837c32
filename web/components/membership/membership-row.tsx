import type { Subscription } from "@vaulture/sdk";
import type { ReactNode } from "react";
import { PriceTag } from "@/components/product/price-tag";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import Link from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { stateWord } from "@/lib/membership-words";

/** A membership with its state in plain words and when it ends; what can be done with it stands below. */
export function MembershipRow({ membership, children }: { membership: Subscription; children?: ReactNode }) {
  const { creator, tier } = membership;
  const { word, tone } = stateWord(membership);
  return (
    <article aria-label={creator.displayName} className="grid gap-4 py-5">
      <div className="flex items-start gap-x-4">
        <Avatar name={creator.displayName} url={creator.avatarUrl} />
        <div className="min-w-0 flex-1">
          <Link href={`/@${creator.handle}`} className="block truncate font-medium hover:underline">
            {creator.displayName}
          </Link>
          <p className="truncate text-sm text-soft">
            {tier.name}, <PriceTag price={membership.price} /> a {membership.interval}
          </p>
        </div>
        <Badge tone={tone}>{word}</Badge>
      </div>
      <p className="text-sm">
        <State membership={membership} />
      </p>
      {children}
    </article>
  );
}

function State({
  membership: { status, open, paidUntil, openUntil, next, endedAt },
}: {
  membership: Subscription;
}) {
  if (status === "incomplete") return "The payment page was opened, and nothing was charged yet.";
  if (status === "expired")
    return endedAt ? (
      <>
        Ended on <Time at={endedAt} />.
      </>
    ) : (
      "Ended."
    );
  if (status === "cancelled" || !paidUntil)
    return (
      <>
        {open ? "Access until" : "Access ended on"} {openUntil ? <Time at={openUntil} /> : null}. Nothing more
        is charged.
      </>
    );
  if (status === "past_due")
    return (
      <>
        The last payment did not go through. {open ? "You keep access until" : "Access ended on"}{" "}
        {openUntil ? <Time at={openUntil} /> : null}.
      </>
    );
  if (next)
    return (
      <>
        Changes to {next.tier.name}, by the {next.interval}, on <Time at={paidUntil} />.
      </>
    );
  return (
    <>
      {status === "trialing" ? "Free until" : "Renews on"} <Time at={paidUntil} />
      {status === "trialing" ? "; then the first payment is taken." : "."}
    </>
  );
}
