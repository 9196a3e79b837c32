import type { LibraryContent } from "@vaulture/sdk";
import type { Metadata } from "next";
import { cache } from "react";
import { Byline } from "@/components/creator/byline";
import { DownloadList } from "@/components/library/download-list";
import { Cover } from "@/components/product/cover";
import { PriceTag } from "@/components/product/price-tag";
import { PurchaseStatus } from "@/components/purchase/purchase-status";
import { Message } from "@/components/site/message";
import { Amount } from "@/components/ui/amount";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { denialOf } from "@/lib/denials";
import { Markdown } from "@/lib/markdown";
import { orNotFound } from "@/lib/or-not-found";
import { serverApi } from "@/lib/server-api";
import { requireSession } from "@/lib/session";

type Props = { params: Promise<{ slug: string }> };

const getContent = cache(async (slug: string) => {
  await requireSession(`/library/${encodeURIComponent(slug)}`);
  return orNotFound((await serverApi()).get("/api/v1/library/{idOrSlug}", { path: { idOrSlug: slug } }));
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { product } = await getContent((await params).slug);
  return { title: product.title, robots: { index: false } };
}

export default async function ContentPage({ params }: Props) {
  const content = await getContent((await params).slug);
  if (!content.access.allowed) return <Closed content={content} />;
  const { product, purchase, files } = content;
  return (
    <article className="page pt-8 sm:pt-12">
      <Link href="/library" className="text-sm text-soft hover:text-ink">
        Library
      </Link>
      <header className="mt-4 flex flex-wrap items-start gap-6">
        <div className="w-full overflow-hidden rounded-md border border-line sm:w-48">
          <Cover cover={product.cover} alt="" sizes="(width >= 40rem) 192px, 100vw" eager />
        </div>
        <div className="grid min-w-0 flex-1 basis-64 gap-3">
          <h1 className="text-xl">{product.title}</h1>
          <div>
            <Byline creator={product.creator} />
          </div>
          {purchase ? <Bought purchase={purchase} /> : null}
        </div>
      </header>
      {purchase?.status === "partially_refunded" ? (
        <Notice tone="warning" className="mt-6">
          <Amount price={purchase.refunded} /> of <Amount price={purchase.price} /> came back to you. You keep
          access.
        </Notice>
      ) : null}
      {purchase?.status === "disputed" ? (
        <Notice tone="warning" className="mt-6">
          You disputed this payment with your bank. Access may end when the bank decides.
        </Notice>
      ) : null}
      <section aria-labelledby="files" className="mt-10 max-w-[48rem]">
        <h2 id="files" className="mb-3 text-lg">
          Files
        </h2>
        {files.length > 0 ? (
          <DownloadList files={files} main />
        ) : (
          <Notice>The creator has taken all files out for now. Come back later or write to them.</Notice>
        )}
      </section>
      {product.description ? (
        <section aria-labelledby="about" className="mt-12">
          <h2 id="about" className="mb-3 text-lg">
            About
          </h2>
          <Markdown source={product.description} />
        </section>
      ) : null}
    </article>
  );
}

function Bought({ purchase }: { purchase: NonNullable<LibraryContent["purchase"]> }) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-soft">
      <PurchaseStatus status={purchase.status} />
      <span className="figures">
        <PriceTag price={purchase.price} />
        {", "}
        <Time at={purchase.completedAt ?? purchase.createdAt} />
      </span>
    </p>
  );
}

function Closed({ content }: { content: LibraryContent }) {
  const { product, purchase, access } = content;
  const denial = denialOf(access.reason ?? "");
  const ended = purchase?.accessEndedAt;
  // Its page is not shown to anybody now.
  const hidden = access.reason === "product_removed" || access.reason === "creator_suspended";
  return (
    <Message
      title={denial.title}
      actions={
        <>
          {hidden ? null : (
            <Link href={`/p/${product.slug}`} className={buttonStyle({ variant: "primary" })}>
              {access.reason === "access_ended" ? "See the product" : `See ${product.title}`}
            </Link>
          )}
          <Link href="/library" className={buttonStyle({ variant: hidden ? "primary" : "secondary" })}>
            Go to your library
          </Link>
        </>
      }
    >
      <p>
        {ended && access.reason === "access_ended" ? (
          <>
            Access to {product.title} ended on <Time at={ended} />.{" "}
            {purchase.status === "refunded" ? (
              <>
                <Amount price={purchase.refunded} /> came back to you.
              </>
            ) : (
              "The payment was disputed or the access was taken back."
            )}
          </>
        ) : (
          denial.text
        )}
      </p>
    </Message>
  );
}
