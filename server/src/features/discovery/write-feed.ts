import { xmlText } from "../../lib/xml.ts";
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

/** An Atom feed of products, newest first (RFC 4287), their pictures as Media RSS thumbnails. */
export function writeFeed({ baseUrl, path, pagePath, title, subtitle, updatedAt, products }: Feed): string {
  const updated = products[0]?.publishedAt ?? updatedAt.toISOString();
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="en">
<id>${xmlText(baseUrl + path)}</id>
<title>${xmlText(title)}</title>
<subtitle>${xmlText(subtitle)}</subtitle>
<updated>${updated}</updated>
<link rel="self" type="application/atom+xml" href="${xmlText(baseUrl + path)}"/>
<link rel="alternate" type="text/html" href="${xmlText(baseUrl + pagePath)}"/>
<icon>${xmlText(`${baseUrl}/icon.svg`)}</icon>
${products.map((product) => entryOf(baseUrl, product)).join("")}</feed>
`;
}

function entryOf(baseUrl: string, product: ProductCard): string {
  const { creator, category, cover } = product;
  const picture = cover?.sizes.at(-1);
  return `<entry>
<id>urn:uuid:${product.id}</id>
<title>${xmlText(product.title)}</title>
<link rel="alternate" type="text/html" href="${xmlText(`${baseUrl}/p/${product.slug}`)}"/>
<published>${product.publishedAt}</published>
<updated>${product.publishedAt}</updated>
<author><name>${xmlText(creator.displayName)}</name><uri>${xmlText(`${baseUrl}/@${creator.handle}`)}</uri></author>
${category ? `<category term="${xmlText(category.slug)}" label="${xmlText(category.name)}"/>\n` : ""}<summary>${xmlText(product.summary || product.title)}</summary>
${picture ? `<media:thumbnail url="${xmlText(baseUrl + picture.webpUrl)}" width="${picture.width}"/>\n` : ""}</entry>
`;
}
