import type { LibraryItem } from "@vaulture/sdk";
import { Cover } from "@/components/product/cover";
import { Badge } from "@/components/ui/badge";
import Link from "@/components/ui/link";
import { Time } from "@/components/ui/time";

/** Something I own, or did: it leads to its files. */
export function LibraryCard({ item }: { item: LibraryItem }) {
  const { product, closedReason } = item;
  return (
    <Link href={`/library/${product.slug}`} className="group block rounded-md">
      <span
        className={`block overflow-hidden rounded-md border border-line ${closedReason ? "opacity-50" : ""}`}
      >
        <Cover cover={product.cover} alt="" sizes="(width >= 64rem) 280px, (width >= 40rem) 33vw, 50vw" />
      </span>
      <span className="mt-3 line-clamp-2 text-sm font-medium group-hover:underline">{product.title}</span>
      <span className="mt-0.5 block truncate text-sm text-soft">{product.creator.displayName}</span>
      <span className="mt-1.5 flex min-h-6 flex-wrap items-center gap-x-2 gap-y-1 text-sm text-soft">
        <State item={item} />
      </span>
    </Link>
  );
}

const closed: Record<string, string> = {
  refunded: "Refunded",
  disputed: "Disputed",
  revoked: "Taken back",
  product_removed: "Taken down",
  creator_suspended: "Closed for now",
};

function State({ item: { closedReason, accessEndedAt, updatedAt, purchasedAt } }: { item: LibraryItem }) {
  if (closedReason)
    return (
      <>
        <Badge tone="warning">{closed[closedReason] ?? "Ended"}</Badge>
        {accessEndedAt ? <Time at={accessEndedAt} /> : null}
      </>
    );
  if (updatedAt)
    return (
      <>
        <Badge tone="good">Updated</Badge>
        <Time at={updatedAt} />
      </>
    );
  return (
    <span>
      Since <Time at={purchasedAt} />
    </span>
  );
}
