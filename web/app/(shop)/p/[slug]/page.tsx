import { cache } from "react";
import { AgeNotice } from "@/components/creator/age-notice";
import { Byline } from "@/components/creator/byline";
import { BuyBox } from "@/components/product/buy-box";
import { BuyerTerms } from "@/components/product/buyer-terms";
import { Cover } from "@/components/product/cover";
import { CoverCarousel } from "@/components/product/cover-carousel";
import { FileList } from "@/components/product/file-list";
import { NoSuchProduct } from "@/components/product/no-such-product";
import { ProductLabels } from "@/components/product/product-labels";
import { ProductNotice } from "@/components/product/product-notice";
import { RelatedProducts } from "@/components/product/related-products";
import { JsonLd } from "@/components/site/json-ld";
import { behindAgeNotice } from "@/lib/adult-content";
import { foundMetadata, foundPage } from "@/lib/found";
import { Markdown } from "@/lib/markdown";
import { marketHref } from "@/lib/market-query";
import { orNotFound } from "@/lib/or-not-found";
import { productMetadata } from "@/lib/page-metadata";
import { oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { findSession } from "@/lib/session";
import { productData } from "@/lib/structured-data";

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> };

/** All that the page shows in one question: each costs an eighth of the whole page. */
const getProduct = cache(async (slug: string) =>
  orNotFound(
    (await serverApi()).get("/api/v1/products/{idOrSlug}", {
      path: { idOrSlug: slug },
      query: { include: "related" },
    }),
  ),
);

export const generateMetadata = foundMetadata(async ({ params }: Props) => {
  return productMetadata(await getProduct((await params).slug));
});

export default foundPage(ProductPage, NoSuchProduct);

async function ProductPage({ params, searchParams }: Props) {
  const { slug } = await params;
  const [product, session] = await Promise.all([getProduct(slug), findSession()]);
  const asked = await behindAgeNotice(product.creator);
  if (asked) return <AgeNotice creator={product.creator} next={asked} />;
  const content = product.viewer.owned ? await findContent(product.id) : null;
  const { creator, category, related } = product;
  return (
    <div className="page grid gap-16 pt-6 sm:pt-10">
      {product.status === "published" ? <JsonLd data={productData(product)} /> : null}
      <article className="grid grid-cols-1 gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_340px] lg:gap-y-12">
        <div className="min-w-0">
          <ProductNotice product={product} />
          {product.covers.length > 0 ? (
            <CoverCarousel covers={product.covers} title={product.title} />
          ) : (
            <Cover cover={null} sizes="" />
          )}
        </div>

        <aside aria-label="Offer" className="lg:sticky lg:top-24 lg:row-span-2 lg:self-start">
          <h1 className="text-xl">{product.title}</h1>
          <div className="mt-3">
            <Byline creator={creator} />
          </div>
          <BuyBox
            product={product}
            signedIn={session !== null}
            problem={oneParam(await searchParams, "problem")}
          />
          <BuyerTerms product={product} />
        </aside>

        <div className="grid min-w-0 grid-cols-1 content-start gap-12">
          {product.description ? (
            <section aria-labelledby="about">
              <h2 id="about" className="sr-only">
                About this product
              </h2>
              <Markdown source={product.description} />
            </section>
          ) : null}
          <FileList files={product.files} content={content} />
          <ProductLabels product={product} />
        </div>
      </article>

      <RelatedProducts
        title={`More by ${creator.displayName}`}
        href={`/@${creator.handle}`}
        products={related?.byCreator ?? []}
        hideCreator
      />
      {category ? (
        <RelatedProducts
          title={`More in ${category.name}`}
          href={marketHref({ category: category.slug })}
          products={related?.inCategory ?? []}
        />
      ) : null}
    </div>
  );
}

async function findContent(idOrSlug: string) {
  const api = await serverApi();
  return api.get("/api/v1/library/{idOrSlug}", { path: { idOrSlug } }).catch(() => null);
}
