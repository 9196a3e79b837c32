import type { LibraryContent, Purchase } from "@vaulture/sdk";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { DownloadList } from "@/components/library/download-list";
import { PriceTag } from "@/components/product/price-tag";
import { AwaitPayment } from "@/components/purchase/await-payment";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { Progress } from "@/components/ui/progress";
import { orNotFound } from "@/lib/or-not-found";
import { serverApi } from "@/lib/server-api";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Your purchase", robots: { index: false } };

type Props = { searchParams: Promise<{ purchase?: string | string[] }> };

export default async function CheckoutReturnPage({ searchParams }: Props) {
  const { purchase: id } = await searchParams;
  if (typeof id !== "string" || id === "") notFound();
  await requireSession(`/checkout/return?purchase=${encodeURIComponent(id)}`);
  const api = await serverApi();
  const purchase = await orNotFound(
    api.get("/api/v1/purchases/{id}", { path: { id }, query: { confirm: "1" } }),
  );
  const content =
    purchase.status === "completed" || purchase.status === "partially_refunded"
      ? await api
          .get("/api/v1/library/{idOrSlug}", { path: { idOrSlug: purchase.product.id } })
          .catch(() => null)
      : null;
  return (
    <div className="mx-auto grid w-full max-w-[40rem] gap-8 px-4 pt-12 sm:pt-20">
      <Outcome purchase={purchase} content={content} />
    </div>
  );
}

function Outcome({ purchase, content }: { purchase: Purchase; content: LibraryContent | null }) {
  const { product, status } = purchase;
  const again = (
    <Link href={`/p/${product.slug}`} className={buttonStyle({ variant: "primary", size: "large" })}>
      Back to {product.title}
    </Link>
  );
  if (status === "pending")
    return (
      <>
        <Head title="Confirming your payment" purchase={purchase}>
          <AwaitPayment purchaseId={purchase.id} />
        </Head>
        <Progress label="Waiting for the payment" />
        <noscript>
          <meta httpEquiv="refresh" content="5" />
        </noscript>
      </>
    );
  if (status === "failed")
    return (
      <>
        <Head title="The payment did not go through" purchase={purchase}>
          {purchase.failureReason ?? "Your bank refused it."} Nothing was charged. You can try again, with
          another card if you like.
        </Head>
        <div>{again}</div>
      </>
    );
  if (status === "expired")
    return (
      <>
        <Head title="The payment page timed out" purchase={purchase}>
          Nothing was charged. Start again whenever you like.
        </Head>
        <div>{again}</div>
      </>
    );
  const open = content?.access.allowed ?? status === "completed";
  if (open)
    return (
      <>
        <Head title={purchase.price.amount === 0 ? "It is yours" : "Paid"} purchase={purchase}>
          {product.title} by {product.creator.displayName} is in your library for good. Download it now or any
          time later.
        </Head>
        {content ? <DownloadList files={content.files} /> : null}
        <div className="flex flex-wrap gap-3">
          <Link
            href={`/library/${product.slug}`}
            className={buttonStyle({ variant: "primary", size: "large" })}
          >
            View content
          </Link>
        </div>
      </>
    );
  return (
    <>
      <Head title="This purchase is closed" purchase={purchase}>
        {status === "refunded" ? "It was refunded." : "The payment was disputed."} Your library says what you
        still have.
      </Head>
      <div>
        <Link href="/library" className={buttonStyle({ variant: "primary", size: "large" })}>
          Go to your library
        </Link>
      </div>
    </>
  );
}

function Head({ title, purchase, children }: { title: string; purchase: Purchase; children: ReactNode }) {
  return (
    <div role="status" className="grid gap-3">
      <h1 className="text-xl sm:text-2xl">{title}</h1>
      {purchase.price.amount === 0 ? null : (
        <p className="font-medium">
          {purchase.product.title} · <PriceTag price={purchase.price} />
        </p>
      )}
      <div className="text-soft">{children}</div>
    </div>
  );
}
