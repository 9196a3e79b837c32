import type { ProductCard as ProductCardData } from "@vaulture/sdk";
import { PackageOpen } from "lucide-react";
import { redirect } from "next/navigation";
import { AgeNotice } from "@/components/creator/age-notice";
import { NoSuchPage } from "@/components/creator/no-such-page";
import { StorefrontHead } from "@/components/creator/storefront-head";
import { MoreProducts } from "@/components/product/more-products";
import { ProductCard } from "@/components/product/product-card";
import { ProductGrid } from "@/components/product/product-grid";
import { JsonLd } from "@/components/site/json-ld";
import { EmptyState } from "@/components/ui/empty-state";
import { behindAgeNotice } from "@/lib/adult-content";
import { findStorefront } from "@/lib/find-storefront";
import { foundMetadata, foundPage } from "@/lib/found";
import { creatorMetadata } from "@/lib/page-metadata";
import { serverApi } from "@/lib/server-api";
import { creatorData } from "@/lib/structured-data";

const pageSize = 24;

type Props = {
  params: Promise<{ handle: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const generateMetadata = foundMetadata(async ({ params }: Props) => {
  return creatorMetadata(await findStorefront((await params).handle));
});

export default foundPage(StorefrontPage, NoSuchPage);

async function StorefrontPage({ params, searchParams }: Props) {
  const creator = await findStorefront((await params).handle);
  const asked = await behindAgeNotice(creator);
  if (asked) return <AgeNotice creator={creator} next={asked} />;
  const { cursor: given, problem } = await searchParams;
  const cursor = typeof given === "string" ? given : undefined;
  // What there is, is elsewhere; and this page stays as light as its budget.
  if (creator.productCount === 0 && creator.hasPosts) redirect(`/@${creator.handle}/posts`);
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
  return (
    <div className={`page ${creator.banner ? "pt-4 sm:pt-6" : "pt-10 sm:pt-16"}`}>
      <JsonLd data={creatorData(creator)} />
      <StorefrontHead
        creator={creator}
        current="products"
        problem={typeof problem === "string" ? problem : undefined}
      />
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
