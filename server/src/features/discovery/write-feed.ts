import { type AtomEntry, writeAtom } from "../../lib/atom.ts";
import type { ProductCard } from "../catalog/index.ts";

type Feed = {
  baseUrl: string;
  /** Of the feed and of the page it follows, from the site's root. */
  path: string;
  pagePath: string;
  title: string;
  subtitle: string;
  /** When there is nothing in it. */
  updatedAt: Date;
  products: ProductCard[];
};

/** An Atom feed of products, newest first. */
export function writeFeed({ updatedAt, products, ...feed }: Feed): string {
  return writeAtom({
    ...feed,
    id: feed.baseUrl + feed.path,
    updatedAt: products[0]?.publishedAt ?? updatedAt.toISOString(),
    entries: products.map(entryOf),
  });
}

function entryOf(product: ProductCard): AtomEntry {
  const { creator, category, cover } = product;
  const picture = creator.adult ? undefined : cover?.sizes.at(-1);
  const publishedAt = product.publishedAt!;
  return {
    id: `urn:uuid:${product.id}`,
    path: `/p/${product.slug}`,
    title: product.title,
    publishedAt,
    updatedAt: publishedAt,
    author: { name: creator.displayName, path: `/@${creator.handle}` },
    category: category ? { term: category.slug, label: category.name } : undefined,
    summary: product.summary || product.title,
    picture: picture && { url: picture.webpUrl, width: picture.width },
  };
}
