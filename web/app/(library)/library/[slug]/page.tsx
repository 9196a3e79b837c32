import type { LibraryContent } from "@vaulture/sdk";
import { cache } from "react";
import NotFound from "@/app/not-found";
import { Byline } from "@/components/creator/byline";
import { DenialPage } from "@/components/denial/denial-page";
import { EndedOn } from "@/components/denial/ended-on";
import { DownloadAll } from "@/components/library/download-all";
import { DownloadList } from "@/components/library/download-list";
import { Cover } from "@/components/product/cover";
import { PriceTag } from "@/components/product/price-tag";
import { PurchaseStatus } from "@/components/purchase/purchase-status";
import { Amount } from "@/components/ui/amount";
import { FileSize } from "@/components/ui/file-size";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { denialOf } from "@/lib/denials";
import { plural } from "@/lib/format";
import { foundMetadata, foundPage } from "@/lib/found";
import { Markdown } from "@/lib/markdown";
import { orNotFound } from "@/lib/or-not-found";
import { serverApi } from "@/lib/server-api";
import { findSession, requireSession } from "@/lib/session";

type Props = { params: Promise<{ slug: string }> };

const getContent = cache(async (slug: string) => {
  await requireSession(`/library/${encodeURIComponent(slug)}`);
  return orNotFound((await serverApi()).get("/api/v1/library/{idOrSlug}", { path: { idOrSlug: slug } }));
});

export const generateMetadata = foundMetadata(async ({ params }: Props) => {
  const { product } = await getContent((await params).slug);
  return { title: product.title, robots: { index: false } };
});

export default foundPage(ContentPage, NotFound);

async function ContentPage({ params }: Props) {
  const content = await getContent((await params).slug);
  const { allowed, reason } = content.access;
  // Used up for each file, it is still theirs: to be looked at, with its receipt and its text.
  if (!allowed && reason !== "download_limit_reached") return <Closed content={content} />;
  const { product, purchase, files } = content;
  return (
    <article className="page pt-8 sm:pt-12">
      <Link href="/library" className="text-sm text-soft hover:text-ink">
        Library
      </Link>
      <div className="mt-4 grid grid-cols-1 gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_300px]">
        <header className="grid content-start gap-3">
          <h1 className="text-xl">{product.title}</h1>
          <div>
            <Byline creator={product.creator} />
          </div>
        </header>
        <aside
          aria-label="Purchase"
          className="grid grid-cols-[7rem_1fr] content-start gap-4 lg:row-span-2 lg:grid-cols-1"
        >
          <div className="self-start overflow-hidden rounded-md border border-line">
            <Cover cover={product.cover} alt="" sizes="(width >= 64rem) 300px, 112px" eager />
          </div>
          <div className="grid content-start gap-2 text-sm text-soft">
            {purchase ? <Bought purchase={purchase} /> : <p>It is yours: you make it.</p>}
            <p>
              <Link href={`/p/${product.slug}`} className="text-ink underline underline-offset-2">
                See the product page
              </Link>
            </p>
          </div>
        </aside>
        <div className="grid min-w-0 grid-cols-1 content-start gap-12">
          <div className="grid grid-cols-1 gap-6">
            {purchase ? <StateNotice purchase={purchase} /> : null}
            <Files files={files} />
          </div>
          {product.description ? (
            <section aria-labelledby="about">
              <h2 id="about" className="mb-3 text-lg">
                About
              </h2>
              <Markdown source={product.description} />
            </section>
          ) : null}
        </div>
      </div>
    </article>
  );
}

function Files({ files }: { files: LibraryContent["files"] }) {
  const open = files.filter(({ access }) => access.allowed);
  const size = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  return (
    <section aria-labelledby="files">
      <div className="mb-3 flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2">
        <h2 id="files" className="text-lg">
          Files
        </h2>
        <p className="figures mr-auto text-sm text-soft">
          {plural(files.length, "file")}, <FileSize bytes={size} />
        </p>
        {open.length > 1 ? <DownloadAll files={open.map(({ id, name }) => ({ id, name }))} /> : null}
      </div>
      {files.length > 0 ? (
        <DownloadList files={files} main />
      ) : (
        <Notice>The creator has taken all files out for now. Come back later or write to them.</Notice>
      )}
    </section>
  );
}

function StateNotice({ purchase }: { purchase: NonNullable<LibraryContent["purchase"]> }) {
  if (purchase.status === "partially_refunded" || purchase.status === "refunded")
    return (
      <Notice tone="warning">
        <Amount price={purchase.refunded} /> of <Amount price={purchase.price} /> came back to you. You keep
        access.
      </Notice>
    );
  if (purchase.status === "disputed")
    return (
      <Notice tone="warning">
        You disputed this payment with your bank. Access may end when the bank decides.
      </Notice>
    );
  return null;
}

function Bought({ purchase }: { purchase: NonNullable<LibraryContent["purchase"]> }) {
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <PurchaseStatus status={purchase.status} />
        <span className="figures">
          <PriceTag price={purchase.price} />
          {", "}
          <Time at={purchase.completedAt ?? purchase.createdAt} />
        </span>
      </p>
      <p>
        <Link href={`/purchases/${purchase.id}`} className="text-ink underline underline-offset-2">
          Receipt
        </Link>
      </p>
    </>
  );
}

async function Closed({ content: { product, purchase, access } }: { content: LibraryContent }) {
  return (
    <DenialPage
      denial={denialOf(access.reason ?? "", purchase?.accessEndedReason)}
      session={await findSession()}
      product={product}
      purchaseId={purchase?.id}
      back={`/library/${product.slug}`}
    >
      {purchase?.accessEndedAt ? (
        <EndedOn at={purchase.accessEndedAt} title={product.title} refunded={purchase.refunded} />
      ) : null}
    </DenialPage>
  );
}
