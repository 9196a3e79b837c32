import type { Metadata } from "next";
import { cache } from "react";
import { Byline } from "@/components/creator/byline";
import { FileRow } from "@/components/file/file-row";
import { BuyBox } from "@/components/product/buy-box";
import { CoverStrip } from "@/components/product/cover-strip";
import { JsonLd } from "@/components/site/json-ld";
import { FileSize } from "@/components/ui/file-size";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { plural } from "@/lib/format";
import { Markdown } from "@/lib/markdown";
import { marketHref } from "@/lib/market-query";
import { orNotFound } from "@/lib/or-not-found";
import { productMetadata } from "@/lib/page-metadata";
import { serverApi } from "@/lib/server-api";
import { findSession } from "@/lib/session";
import { productData } from "@/lib/structured-data";

type Props = { params: Promise<{ slug: string }> };

const getProduct = cache(async (slug: string) =>
  orNotFound((await serverApi()).get("/api/v1/products/{idOrSlug}", { path: { idOrSlug: slug } })),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return productMetadata(await getProduct((await params).slug));
}

export default async function ProductPage({ params }: Props) {
  const [product, session] = await Promise.all([getProduct((await params).slug), findSession()]);
  const size = product.files.reduce((sum, file) => sum + file.sizeBytes, 0);
  return (
    <article className="page grid gap-x-12 gap-y-8 pt-6 sm:pt-10 lg:grid-cols-[minmax(0,1fr)_340px]">
      {product.status === "published" ? <JsonLd data={productData(product)} /> : null}
      <div className="min-w-0">
        {product.status === "published" ? null : (
          <Notice tone="warning" className="mb-6">
            {product.status === "draft" ? "This is a draft." : `This is ${product.status}.`} Only you and your
            team see this page.
          </Notice>
        )}
        <CoverStrip covers={product.covers} title={product.title} />
      </div>

      <aside className="lg:sticky lg:top-24 lg:row-span-2 lg:self-start">
        <h1 className="text-xl">{product.title}</h1>
        <div className="mt-3">
          <Byline creator={product.creator} />
        </div>
        <BuyBox product={product} signedIn={session !== null} />
        <ul className="mt-6 grid gap-2 text-sm text-soft">
          <li>
            {plural(product.files.length, "file")}, <FileSize bytes={size} /> together
          </li>
          {product.price.amount === 0 ? (
            <li>Nothing to pay; download at once and again later</li>
          ) : (
            <>
              <li>Pay once, download at once and again later</li>
              <li>Refunds are up to the creator; a full refund ends access</li>
            </>
          )}
        </ul>
        {product.viewer.canEdit && product.viewer.owned ? (
          <Link
            href={`/studio/${product.creator.handle}/products/${product.id}`}
            className="mt-4 inline-block text-sm underline"
          >
            Edit
          </Link>
        ) : null}
      </aside>

      <div className="grid min-w-0 content-start gap-12">
        {product.description ? (
          <section aria-labelledby="about">
            <h2 id="about" className="sr-only">
              About this product
            </h2>
            <Markdown source={product.description} />
          </section>
        ) : null}
        <section aria-labelledby="files" className="measure">
          <h2 id="files" className="text-lg">
            What you get
          </h2>
          <ul className="mt-3 divide-y divide-line border-y border-line">
            {product.files.map((file) => (
              <li key={file.id}>
                <FileRow file={file} />
              </li>
            ))}
          </ul>
        </section>
        {product.category || product.tags.length > 0 ? (
          <ul aria-label="Filed under" className="flex flex-wrap gap-2 text-sm">
            {product.category ? (
              <li>
                <Link
                  href={marketHref({ category: product.category.slug })}
                  className="inline-flex h-8 items-center rounded-full border border-line px-3 hover:border-line-strong"
                >
                  {product.category.name}
                </Link>
              </li>
            ) : null}
            {product.tags.map((tag) => (
              <li key={tag}>
                <Link
                  href={marketHref({ tag })}
                  className="inline-flex h-8 items-center rounded-full border border-line px-3 text-soft hover:border-line-strong"
                >
                  {tag}
                </Link>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </article>
  );
}
