import type { Creator, Product } from "@vaulture/sdk";
import type { Metadata } from "next";
import { creatorCardPath, productCardPath, siteCardPath } from "@/components/cards/card-version";
import { siteName } from "./config";

/** What a product's page says of itself to search engines and to whoever shows a link to it. */
export function productMetadata(product: Product): Metadata {
  const { title, creator } = product;
  return {
    ...linked({
      title,
      description: product.summary || `By ${creator.displayName}`,
      path: `/p/${product.slug}`,
      picture: productCardPath(product),
      alt: `${title} by ${creator.displayName}`,
    }),
    ...(product.status === "published" ? {} : { robots: { index: false } }),
  };
}

/** The same of a storefront, which has a feed of its own. */
export function creatorMetadata(creator: Creator): Metadata {
  const path = `/@${creator.handle}`;
  return linked({
    title: creator.displayName,
    description:
      creator.bio.replace(/\s+/g, " ").slice(0, 200) || `What ${creator.displayName} makes and sells.`,
    path,
    feed: { url: `${path}/feed.xml`, title: `New from ${creator.displayName}` },
    picture: creatorCardPath(creator),
    alt: `The storefront of ${creator.displayName}`,
  });
}

/** The same of the shop's front, or of a view of it at another address. */
export function siteMetadata({
  title = siteTitle,
  path = "/",
}: {
  title?: string;
  path?: string;
} = {}): Metadata {
  return linked({
    title,
    description: siteDescription,
    path,
    feed: { url: "/feed.xml", title: `New on ${siteName}` },
    picture: siteCardPath(siteName),
    alt: siteTitle,
  });
}

export const siteTitle = `${siteName}: files from the people who made them`;
export const siteDescription =
  "Buy books, code, sounds and pictures straight from their makers, and download them at once.";

interface Linked {
  title: string;
  description: string;
  path: string;
  feed?: { url: string; title: string };
  picture: string;
  alt: string;
}

function linked({ title, description, path, feed, picture, alt }: Linked): Metadata {
  const images = [{ url: picture, width: 1200, height: 630, type: "image/jpeg", alt }];
  return {
    title: title === siteTitle ? { absolute: title } : title,
    description,
    alternates: { canonical: path, ...(feed ? { types: { "application/atom+xml": [feed] } } : {}) },
    openGraph: { type: "website", siteName, locale: "en", title, description, url: path, images },
    twitter: { card: "summary_large_image", title, description, images },
  };
}
