import type { LibraryItem } from "@vaulture/sdk";
import { Newspaper } from "lucide-react";
import type { ReactNode } from "react";
import { Cover } from "@/components/product/cover";
import { Badge } from "@/components/ui/badge";
import Link from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { postTitle } from "@/lib/post-words";

/** Something I own, or did: it leads to its files or to its words. */
export function LibraryCard({ item }: { item: LibraryItem }) {
  const { product, post } = item;
  if (product)
    return (
      <Card
        item={item}
        href={`/library/${product.slug}`}
        title={product.title}
        creator={product.creator.displayName}
      >
        <span className={`block ${item.closedReason ? "opacity-50" : ""}`}>
          <Cover cover={product.cover} alt="" sizes="(width >= 64rem) 280px, (width >= 40rem) 33vw, 50vw" />
        </span>
      </Card>
    );
  if (!post) return null;
  return (
    <Card
      item={item}
      // What can no longer be known of has its receipt left.
      href={post.known ? `/posts/${post.id}` : `/purchases/${item.purchaseId}`}
      title={postTitle(post)}
      creator={post.creator.displayName}
    >
      <span className="flex aspect-[4/3] flex-col justify-between gap-3 bg-sunken p-4">
        <span className="flex items-center gap-1.5 text-xs font-medium text-soft">
          <Newspaper aria-hidden className="size-4" />
          Post
        </span>
        {post.teaser ? (
          <span aria-hidden className="line-clamp-2 text-sm text-soft wrap-anywhere sm:line-clamp-3">
            {post.teaser}
          </span>
        ) : null}
      </span>
    </Card>
  );
}

interface CardProps {
  item: LibraryItem;
  href: string;
  title: string;
  creator: string;
  /** The picture, or what stands for it. */
  children: ReactNode;
}

function Card({ item, href, title, creator, children }: CardProps) {
  return (
    <Link href={href} className="group block rounded-md">
      <span className="block overflow-hidden rounded-md border border-line">{children}</span>
      <span className="mt-3 line-clamp-2 text-sm font-medium wrap-anywhere group-hover:underline">
        {title}
      </span>
      <span className="mt-0.5 block truncate text-sm text-soft">{creator}</span>
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
  post_removed: "Taken down",
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
