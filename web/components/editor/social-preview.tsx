import type { Product } from "@vaulture/sdk";
import { Cover } from "@/components/product/cover";

interface SocialPreviewProps {
  product: Product;
  origin: string;
  /** The picture the link is shown with; the cover while there is none. */
  picture: string | null;
}

/** The card that messengers and networks make of the link. */
export function SocialPreview({ product, origin, picture }: SocialPreviewProps) {
  const line = plain(product.description) || `By ${product.creator.displayName}`;
  return (
    <div className="max-w-md overflow-hidden rounded-lg border border-line">
      {picture ? (
        <img
          src={picture}
          alt=""
          width={1200}
          height={630}
          loading="lazy"
          className="aspect-[1.91] w-full border-b border-line object-cover"
        />
      ) : (
        <Cover
          cover={product.covers[0] ?? null}
          alt=""
          sizes="448px"
          className="aspect-[1.91] rounded-none border-b border-line"
        />
      )}
      <div className="grid gap-1 bg-raised px-4 py-3">
        <p className="text-xs text-soft">{new URL(origin).host}</p>
        <p className="truncate text-sm font-medium">{product.title}</p>
        <p className="line-clamp-2 text-sm text-soft">{line}</p>
      </div>
    </div>
  );
}

/** The first words of a Markdown text without its marks. */
function plain(markdown: string): string {
  return markdown
    .slice(0, 600)
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^[ \t]*(#{1,6}|>|[-*+]|\d{1,3}[.)])[ \t]+/gm, "")
    .replace(/[*_`~]{1,3}/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 180);
}
