import type { Subscription } from "@vaulture/sdk";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import Link from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { stateWord } from "@/lib/membership-words";

/** What I am a member of, those that are open first, each with its state and until when; nothing for who never was. */
export function LibraryMemberships({ memberships }: { memberships: Subscription[] }) {
  if (memberships.length === 0) return null;
  return (
    <section aria-labelledby="memberships" className="mt-6">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="memberships" className="text-lg">
          Memberships
        </h2>
        <Link href="/memberships" className="text-sm underline underline-offset-2">
          Manage
        </Link>
      </div>
      <ul className="mt-3 grid grid-cols-1 gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
        {memberships.slice(0, 6).map((membership) => {
          const { creator, tier, endedAt, openUntil, open, paidUntil } = membership;
          const { word, tone } = stateWord(membership);
          const until = open
            ? membership.status === "past_due"
              ? openUntil
              : paidUntil
            : (endedAt ?? openUntil);
          return (
            <li key={membership.id} className="border-t border-line">
              <Link href={`/@${creator.handle}`} className="group flex items-center gap-3 py-3">
                <Avatar name={creator.displayName} url={creator.avatarUrl} />
                <span className="min-w-0 flex-1 text-sm">
                  <span className="block truncate font-medium group-hover:underline">
                    {creator.displayName}
                  </span>
                  <span className="block truncate text-soft">
                    {tier.name}
                    {until ? (
                      <>
                        , {whenWord(membership)} <Time at={until} />
                      </>
                    ) : null}
                  </span>
                </span>
                <Badge tone={tone}>{word}</Badge>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What happens at that day. */
function whenWord({ status, open }: Subscription): string {
  if (!open) return "until";
  if (status === "active") return "renews on";
  return status === "trialing" ? "free until" : "open until";
}
