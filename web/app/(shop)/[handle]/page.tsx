import type { ProductCard as ProductCardData } from "@vaulture/sdk";
import { PackageOpen } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Banner } from "@/components/creator/banner";
import { MoreProducts } from "@/components/product/more-products";
import { ProductCard } from "@/components/product/product-card";
import { ProductGrid } from "@/components/product/product-grid";
import { JsonLd } from "@/components/site/json-ld";
import { Avatar } from "@/components/ui/avatar";
import { EmptyState } from "@/components/ui/empty-state";
import { orNotFound } from "@/lib/or-not-found";
import { creatorMetadata } from "@/lib/page-metadata";
import { safeHref } from "@/lib/safe-href";
import { serverApi } from "@/lib/server-api";
import { creatorData } from "@/lib/structured-data";

const pageSize = 24;

type Props = {
  params: Promise<{ handle: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const getCreator = cache(async (segment: string) => {
  const name = decodeURIComponent(segment);
  if (!/^@[\w-]{1,60}$/.test(name)) notFound();
  return orNotFound(
    (await serverApi()).get("/api/v1/creators/{handle}", { path: { handle: name.slice(1) } }),
  );
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return creatorMetadata(await getCreator((await params).handle));
}

export default async function StorefrontPage({ params, searchParams }: Props) {
  const creator = await getCreator((await params).handle);
  const { cursor: given } = await searchParams;
  const cursor = typeof given === "string" ? given : undefined;
  const query = { creator: creator.handle, section: "none" as const, limit: pageSize };
  const api = await serverApi();
  const [products, sections] = await Promise.all([
    api.get("/api/v1/products", { query: { ...query, cursor } }),
    // Further pages go on behind the sections.
    cursor
      ? []
      : api
          .get("/api/v1/creators/{handle}/sections", { path: { handle: creator.handle } })
          .then(({ items }) => items),
  ]);
  const links = [
    ...(creator.website
      ? [{ label: creator.website.replace(/^https?:\/\/(www\.)?|\/$/g, ""), url: creator.website }]
      : []),
    ...creator.socialLinks,
  ];
  return (
    <div className={`page ${creator.banner ? "pt-4 sm:pt-6" : "pt-10 sm:pt-16"}`}>
      <JsonLd data={creatorData(creator)} />
      {creator.banner ? (
        <div className="mb-6 overflow-hidden rounded-lg border border-line sm:mb-8">
          <Banner
            banner={creator.banner}
            sizes="(width >= 75rem) 1152px, 100vw"
            className="aspect-[3/1] sm:aspect-[4/1]"
          />
        </div>
      ) : null}
      <header className="flex flex-wrap items-start gap-x-6 gap-y-4">
        <Avatar name={creator.displayName} url={creator.avatarUrl} size="large" />
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="text-xl">{creator.displayName}</h1>
          <p className="text-sm text-soft">@{creator.handle}</p>
          {creator.bio ? <p className="measure mt-4 whitespace-pre-line">{creator.bio}</p> : null}
          {links.length > 0 ? (
            <ul className="mt-4 flex flex-wrap gap-x-5 gap-y-2 text-sm">
              {links.map((link) => {
                const href = safeHref(link.url);
                return href ? (
                  <li key={link.url}>
                    <a href={href} rel="nofollow ugc noopener" className="underline underline-offset-2">
                      {link.label}
                    </a>
                  </li>
                ) : null;
              })}
            </ul>
          ) : null}
        </div>
      </header>
      {sections.map(({ title, products: inside }, place) => (
        <section key={`${place} ${title}`} aria-label={title} className="mt-12">
          <h2 className="mb-5 text-lg">{title}</h2>
          <Products products={inside} eager={place === 0} />
        </section>
      ))}
      {products.items.length > 0 ? (
        <section aria-label={sections.length > 0 ? "More products" : "Products"} className="mt-12">
          {sections.length > 0 ? <h2 className="mb-5 text-lg">More</h2> : null}
          <Products products={products.items} eager={sections.length === 0} />
          {products.nextCursor ? (
            <MoreProducts
              key={cursor ?? ""}
              cursor={products.nextCursor}
              query={query}
              href={`/@${creator.handle}?cursor=${encodeURIComponent(products.nextCursor)}`}
              hideCreator
            />
          ) : null}
        </section>
      ) : sections.length === 0 ? (
        <section aria-label="Products" className="mt-12">
          <EmptyState icon={PackageOpen} title="Nothing for sale yet">
            {creator.displayName} has not published anything. Come back later.
          </EmptyState>
        </section>
      ) : null}
    </div>
  );
}

function Products({ products, eager }: { products: ProductCardData[]; eager: boolean }) {
  return (
    <ProductGrid>
      {products.map((product, index) => (
        <li key={product.id}>
          <ProductCard product={product} eager={eager && index < 4} hideCreator />
        </li>
      ))}
    </ProductGrid>
  );
}
