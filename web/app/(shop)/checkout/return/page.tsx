import type { LibraryContent, Purchase } from "@vaulture/sdk";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import NotFound from "@/app/not-found";
import { DownloadList } from "@/components/library/download-list";
import { AwaitPayment } from "@/components/purchase/await-payment";
import { PurchaseFacts } from "@/components/purchase/purchase-facts";
import { contentPath, PurchasedItem } from "@/components/purchase/purchased-item";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { Progress } from "@/components/ui/progress";
import { foundPage } from "@/lib/found";
import { orNotFound } from "@/lib/or-not-found";
import { oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Your purchase", robots: { index: false } };

type Props = { searchParams: Promise<SearchParams> };

export default foundPage(CheckoutReturnPage, NotFound);

async function CheckoutReturnPage({ searchParams }: Props) {
  const id = oneParam(await searchParams, "purchase") ?? notFound();
  await requireSession(`/checkout/return?purchase=${encodeURIComponent(id)}`);
  const api = await serverApi();
  const purchase = await orNotFound(
    api.get("/api/v1/purchases/{id}", { path: { id }, query: { confirm: "1" } }),
  );
  const content =
    purchase.completedAt && purchase.product
      ? await api
          .get("/api/v1/library/{idOrSlug}", { path: { idOrSlug: purchase.product.id } })
          .catch(() => null)
      : null;
  return (
    <div className="mx-auto grid w-full max-w-[40rem] grid-cols-1 gap-8 px-4 pt-10 sm:pt-16">
      <Outcome purchase={purchase} content={content} />
    </div>
  );
}

function Outcome({ purchase, content }: { purchase: Purchase; content: LibraryContent | null }) {
  if (purchase.status === "pending") return <Waiting purchase={purchase} />;
  if (!purchase.completedAt) return <Unpaid purchase={purchase} />;
  if (content?.access.allowed || (!purchase.product && !purchase.accessEndedAt))
    return <Paid purchase={purchase} content={content} />;
  return (
    <>
      <Head title="This purchase is closed" purchase={purchase}>
        {closedBecause[purchase.accessEndedReason ?? ""] ?? "It is not open at the moment."} Your library says
        what you still have.
      </Head>
      <PurchaseFacts purchase={purchase} />
      <Actions>
        <Link href="/library" className={buttonStyle({ variant: "primary", size: "large" })}>
          Go to your library
        </Link>
      </Actions>
    </>
  );
}

const closedBecause: Record<string, string> = {
  refunded: "It was refunded.",
  disputed: "The payment was disputed.",
  revoked: "The creator has taken the access back.",
};

function Waiting({ purchase }: { purchase: Purchase }) {
  return (
    <>
      <Head title="Confirming your payment" purchase={purchase}>
        <AwaitPayment purchaseId={purchase.id} />
        <noscript>
          <meta httpEquiv="refresh" content="4" />
        </noscript>
      </Head>
      <Progress label="Waiting for the payment" />
      <PurchaseFacts purchase={purchase} />
    </>
  );
}

function Unpaid({ purchase }: { purchase: Purchase }) {
  const failed = purchase.status === "failed";
  return (
    <>
      <Head
        title={failed ? "The payment did not go through" : "The payment page timed out"}
        purchase={purchase}
      >
        {failed ? (purchase.failureReason ?? "Your bank refused it.") : null} Nothing was charged.{" "}
        {failed ? "Try again, with another card if you like." : "Start again whenever you like."}
      </Head>
      <Actions>
        <Link href={purchase.item.path} className={buttonStyle({ variant: "primary", size: "large" })}>
          Try again
        </Link>
        <Link href="/" className={buttonStyle({ size: "large" })}>
          Browse products
        </Link>
      </Actions>
    </>
  );
}

function Paid({ purchase, content }: { purchase: Purchase; content: LibraryContent | null }) {
  return (
    <>
      <Head title={purchase.price.amount === 0 ? "It is yours" : "Paid"} purchase={purchase}>
        {content
          ? "It is in your library for good. Download it now or any time later."
          : "It is open to you now."}
      </Head>
      {content ? <DownloadList files={content.files} main /> : null}
      <PurchaseFacts purchase={purchase} />
      <Actions>
        <Link
          href={contentPath(purchase)}
          className={buttonStyle({
            variant: content?.files.length === 1 ? "secondary" : "primary",
            size: "large",
          })}
        >
          {purchase.product ? "View content" : "See the post"}
        </Link>
        <Link href={`/purchases/${purchase.id}`} className={buttonStyle({ size: "large" })}>
          Print receipt
        </Link>
      </Actions>
    </>
  );
}

function Head({ title, purchase, children }: { title: string; purchase: Purchase; children: ReactNode }) {
  return (
    <div className="grid gap-5">
      <div role="status" className="grid gap-2">
        <h1 className="text-xl sm:text-2xl">{title}</h1>
        <div className="text-soft">{children}</div>
      </div>
      <PurchasedItem purchase={purchase} />
    </div>
  );
}

function Actions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap gap-3">{children}</div>;
}
