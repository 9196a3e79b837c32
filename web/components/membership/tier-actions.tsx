import type { Subscription, Tier } from "@vaulture/sdk";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { signInPath } from "@/lib/local-path";
import { moveOf, periodAfter } from "@/lib/membership-words";
import { formatPrice } from "@/lib/money";
import { viewerLocale } from "@/lib/viewer-locale";

interface TierActionsProps {
  tier: Tier;
  handle: string;
  signedIn: boolean;
  /** The visitor's membership of this creator, if it goes on or is about to end. */
  mine: Subscription | null;
}

/** What can be done with a tier: join it, or move to it. Plain forms, with what they cost and how they end beside them. */
export async function TierActions({ tier, handle, signedIn, mine }: TierActionsProps) {
  const locale = await viewerLocale();
  const full = tier.seatsLeft === 0;
  const here = mine !== null && mine.tier.id === tier.id;
  if (mine && mine.status !== "active" && mine.status !== "trialing")
    return here ? (
      <Manage />
    ) : (
      <p className="text-sm text-soft">Manage your membership before you change it.</p>
    );
  if (full && !here) return <p className="text-sm font-medium">Every place is taken.</p>;
  return (
    <div className="grid gap-2">
      {tier.prices.map((price) => {
        const label = `${formatPrice(price, locale)} a ${price.interval}`;
        if (!mine)
          return signedIn ? (
            <Post
              key={price.interval}
              action={`/api/v1/creators/${handle}/subscribe`}
              fields={{ tierId: tier.id, interval: price.interval }}
              label={`Join ${tier.name} for ${label}`}
              main={price.interval === "month" || tier.prices.length === 1}
            />
          ) : (
            <Link
              key={price.interval}
              href={signInPath(`/@${handle}/membership`)}
              className={buttonStyle({
                variant: price.interval === "month" || tier.prices.length === 1 ? "primary" : "secondary",
                wraps: true,
                className: "w-full",
              })}
            >
              Join {tier.name} for {label}
            </Link>
          );
        return (
          <Move key={price.interval} mine={mine} tier={tier} price={price} label={label} locale={locale} />
        );
      })}
      {mine ? null : (
        <p className="text-sm text-soft">
          {tier.trialDays
            ? `The first ${tier.trialDays} days are free if you were never a member here. Then it`
            : "It"}{" "}
          renews by itself until you cancel, which takes two clicks. What it opens closes with the last paid
          period; what you bought on its own stays yours.
        </p>
      )}
      {here ? <Manage /> : null}
    </div>
  );
}

function Move({
  mine,
  tier,
  price,
  label,
  locale,
}: {
  mine: Subscription;
  tier: Tier;
  price: Tier["prices"][number];
  label: string;
  locale: string;
}) {
  const trialing = mine.status === "trialing";
  const move = moveOf(
    { level: mine.tier.level, interval: mine.interval, amount: mine.price.amount, trialing },
    { level: tier.level, interval: price.interval, amount: price.amount },
  );
  // Members keep the price that they joined at. What is shown goes along: nothing is charged for another price.
  const { amount, currency } = move === "same" ? mine.price : price;
  const fields = { tierId: tier.id, interval: price.interval, amount: String(amount), currency };
  const action = `/api/v1/subscriptions/${mine.id}/change?handle=${mine.creator.handle}`;
  if (move === "same") {
    const own = `${formatPrice(mine.price, locale)} a ${mine.interval}`;
    return mine.next ? (
      <Post action={action} fields={fields} label={`Stay with ${tier.name} for ${own}`} />
    ) : (
      <p className="text-sm font-medium">You pay {own}</p>
    );
  }
  if (mine.next?.tier.id === tier.id && mine.next.interval === price.interval)
    return <p className="text-sm font-medium">Yours from the next period on, for {label}</p>;
  return (
    <details className="rounded-md border border-line-strong bg-raised">
      <summary className="flex min-h-10 cursor-pointer items-center justify-center px-4 py-2 text-sm font-medium">
        {move === "up" ? "Move up" : "Change"} to {label}
      </summary>
      <div className="grid gap-3 px-4 pb-4 text-sm">
        <p>
          {move === "up" && trialing ? (
            `It opens at once. Your free days end, and the first payment of ${label} is taken from your card now.`
          ) : move === "up" ? (
            <>
              It opens at once, and a new {price.interval} begins today. {formatPrice(price, locale)}, less
              what is unused of the time you have paid for, is taken from your card now; the next{" "}
              {formatPrice(price, locale)} on{" "}
              <Time at={periodAfter(new Date(), price.interval).toISOString()} />.
            </>
          ) : (
            <>
              You keep what you have until{" "}
              {mine.paidUntil ? <Time at={mine.paidUntil} /> : "the end of what you have paid for"}; then this
              begins.
            </>
          )}
        </p>
        <Post action={action} fields={fields} label={move === "up" ? "Move up now" : "Change then"} main />
      </div>
    </details>
  );
}

function Manage() {
  return (
    <Link href="/memberships" className={buttonStyle({ className: "w-full" })}>
      Manage or cancel
    </Link>
  );
}

interface PostProps {
  action: string;
  fields?: Record<string, string>;
  label: string;
  main?: boolean;
  danger?: boolean;
}

/** One press that changes something, by a plain form. */
export function Post({ action, fields = {}, label, main = false, danger = false }: PostProps) {
  return (
    <form method="post" action={action}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button
        type="submit"
        variant={danger ? "danger" : main ? "primary" : "secondary"}
        wraps
        className="w-full"
      >
        {label}
      </Button>
    </form>
  );
}
