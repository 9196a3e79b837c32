import { type Creator, currencyDigits, type Product } from "@vaulture/sdk";
import { publicUrl, siteName } from "./config.ts";
import { marketHref } from "./market-query.ts";

/** Facts about a page for search engines: schema.org in JSON-LD. */
export type StructuredData = { "@context": "https://schema.org"; "@graph": Record<string, unknown>[] };

/** A product on sale with its one offer, and the way to it. */
export function productData(product: Product): StructuredData {
  const { category, creator, price } = product;
  const url = `${publicUrl}/p/${product.slug}`;
  return graph([
    {
      "@type": "Product",
      "@id": `${url}#product`,
      name: product.title,
      description: product.summary || product.title,
      sku: product.id,
      url,
      image: product.covers.flatMap((cover) => absolute(cover.sizes.at(-1)?.webpUrl)),
      ...(category ? { category: category.name } : {}),
      brand: { "@type": "Brand", name: creator.displayName },
      offers: {
        "@type": "Offer",
        url,
        price: decimal(price),
        priceCurrency: price.currency.toUpperCase(),
        availability:
          product.status === "published" ? "https://schema.org/InStock" : "https://schema.org/Discontinued",
        itemCondition: "https://schema.org/NewCondition",
        seller: {
          "@type": "Organization",
          name: creator.displayName,
          url: `${publicUrl}/@${creator.handle}`,
        },
      },
    },
    {
      "@type": "BreadcrumbList",
      itemListElement: [
        { name: siteName, item: `${publicUrl}/` },
        ...(category
          ? [{ name: category.name, item: publicUrl + marketHref({ category: category.slug }) }]
          : []),
        { name: product.title, item: url },
      ].map((step, index) => ({ "@type": "ListItem", position: index + 1, ...step })),
    },
  ]);
}

/** A creator's storefront: a profile page about who sells there. */
export function creatorData(creator: Creator): StructuredData {
  const url = `${publicUrl}/@${creator.handle}`;
  const elsewhere = [creator.website, ...creator.socialLinks.map((link) => link.url)];
  return graph([
    {
      "@type": "ProfilePage",
      url,
      dateCreated: creator.createdAt,
      mainEntity: {
        "@type": "Organization",
        "@id": `${url}#creator`,
        name: creator.displayName,
        alternateName: `@${creator.handle}`,
        url,
        ...(creator.bio ? { description: creator.bio } : {}),
        ...(creator.avatarUrl ? { image: publicUrl + creator.avatarUrl } : {}),
        sameAs: elsewhere.filter((address) => address !== null),
      },
    },
  ]);
}

/** The shop and how to search it. */
export function siteData(): StructuredData {
  return graph([
    {
      "@type": "WebSite",
      "@id": `${publicUrl}/#site`,
      name: siteName,
      url: `${publicUrl}/`,
      potentialAction: {
        "@type": "SearchAction",
        target: { "@type": "EntryPoint", urlTemplate: `${publicUrl}/?query={search_term_string}` },
        "query-input": "required name=search_term_string",
      },
    },
    {
      "@type": "Organization",
      name: siteName,
      url: `${publicUrl}/`,
      logo: `${publicUrl}/icons/icon-512.png`,
    },
  ]);
}

function graph(nodes: Record<string, unknown>[]): StructuredData {
  return { "@context": "https://schema.org", "@graph": nodes };
}

function absolute(path: string | undefined): string[] {
  return path === undefined ? [] : [publicUrl + path];
}

/** "19.00": minor units as a decimal number without separators, as schema.org's `price` wants it. */
function decimal({ amount, currency }: Product["price"]): string {
  const digits = currencyDigits(currency);
  return (amount / 10 ** digits).toFixed(digits);
}
