import type { LibraryItem } from "@vaulture/sdk";
import { Cover } from "@/components/product/cover";
import { Badge } from "@/components/ui/badge";
import Link from "@/components/ui/link";
import { Time } from "@/components/ui/time";

/** Something I own, or did: it leads to its files. */
export function LibraryCard({ item }: { item: LibraryItem }) {
  const { product, accessEndedAt } = item;
  return (
    <Link href={`/library/${product.slug}`} className="group block rounded-md">
      <span
        className={`block overflow-hidden rounded-md border border-line ${accessEndedAt ? "opacity-50" : ""}`}
      >
        <Cover cover={product.cover} alt="" sizes="(width >= 64rem) 280px, (width >= 40rem) 33vw, 50vw" />
      </span>
      <span className="mt-3 line-clamp-2 text-sm font-medium group-hover:underline">{product.title}</span>
      <span className="mt-0.5 block truncate text-sm text-soft">{product.creator.displayName}</span>
      <span className="mt-1.5 block text-sm text-soft">
        {accessEndedAt ? (
          <Badge tone="warning">
            Ended <Time at={accessEndedAt} />
          </Badge>
        ) : (
          <>
            Since <Time at={item.purchasedAt} />
          </>
        )}
      </span>
    </Link>
  );
}
