import type { Creator, Post, Product } from "@vaulture/sdk";
import type { Metadata } from "next";
import { creatorCardPath, productCardPath, siteCardPath } from "@/components/cards/card-version";
import { siteName } from "./config";
import { postTitle } from "./post-words";

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
    ...ratingOf(creator),
  };
}

/** The same of a storefront, which has a feed of its own, or of one of its further pages. */
export function creatorMetadata(creator: Creator, page?: "posts" | "membership"): Metadata {
  const home = `/@${creator.handle}`;
  const { displayName } = creator;
  const titles = { posts: `Posts by ${displayName}`, membership: `Membership of ${displayName}` };
  const shared = linked({
    title: page ? titles[page] : displayName,
    description:
      creator.bio.replace(/\s+/g, " ").slice(0, 200) || `What ${creator.displayName} makes and sells.`,
    path: page ? `${home}/${page}` : home,
    feeds: [
      ...(creator.hasPosts ? [{ url: `${home}/posts.xml`, title: `Posts by ${displayName}` }] : []),
      { url: `${home}/feed.xml`, title: `New from ${displayName}` },
    ],
    picture: creatorCardPath(creator),
    alt: `The storefront of ${creator.displayName}`,
  });
  return { ...shared, ...ratingOf(creator) };
}

/** The same of a post: of what everybody may see alone. Searchable only where everybody may read the whole. */
export function postMetadata(post: Post): Metadata {
  const title = postTitle(post);
  const { displayName } = post.creator;
  return {
    ...linked({
      title,
      description: post.teaser.replace(/\s+/g, " ").slice(0, 200) || `A post by ${displayName}`,
      path: `/posts/${post.id}`,
      picture: siteCardPath(siteName),
      alt: siteTitle,
    }),
    ...(post.isPublic && post.status === "published" ? {} : { robots: { index: false } }),
    ...ratingOf(post.creator),
  };
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
    feeds: [{ url: "/feed.xml", title: `New on ${siteName}` }],
    picture: siteCardPath(siteName),
    alt: siteTitle,
  });
}

export const siteTitle = `${siteName}: files from the people who made them`;
export const siteDescription =
  "Buy books, code, sounds and pictures straight from their makers, and download them at once.";

/** Search engines leave out what says so of itself, where their users want that. */
function ratingOf({ adult }: { adult: boolean }): Metadata {
  return adult ? { other: { rating: "adult" } } : {};
}

interface Linked {
  title: string;
  description: string;
  path: string;
  feeds?: { url: string; title: string }[];
  picture: string;
  alt: string;
}

function linked({ title, description, path, feeds, picture, alt }: Linked): Metadata {
  const images = [{ url: picture, width: 1200, height: 630, type: "image/jpeg", alt }];
  return {
    title: title === siteTitle ? { absolute: title } : title,
    description,
    alternates: { canonical: path, ...(feeds ? { types: { "application/atom+xml": feeds } } : {}) },
    openGraph: { type: "website", siteName, locale: "en", title, description, url: path, images },
    twitter: { card: "summary_large_image", title, description, images },
  };
}
