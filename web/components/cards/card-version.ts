import { createHash } from "node:crypto";
import type { Creator, Product } from "@vaulture/sdk";

/** Raised when the drawing itself changes, so that no picture of the old one is shown any more. */
const DRAWING = 1;

/** Address of the picture that a link to this product is shown with; another one when what it shows has changed. */
export function productCardPath(product: Product): string {
  const { slug, title, price, cover, creator } = product;
  return `/cards/product/${slug}/${versionOf([title, price, creator.adult ? null : cover?.id, creator.displayName, creator.avatarUrl])}`;
}

/** The same of a creator's storefront. */
export function creatorCardPath(creator: Creator): string {
  const { handle, displayName, bio, avatarUrl, productCount, adult } = creator;
  return `/cards/creator/${handle}/${versionOf([displayName, bio, avatarUrl, productCount, adult])}`;
}

/** The same of everything that has no picture of its own. */
export function siteCardPath(siteName: string): string {
  return `/cards/site/${versionOf([siteName])}`;
}

function versionOf(drawn: unknown[]): string {
  return createHash("sha256")
    .update(JSON.stringify([DRAWING, ...drawn]))
    .digest("hex")
    .slice(0, 12);
}
