import type { Metadata } from "next";
import { Message } from "@/components/site/message";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";

export const metadata: Metadata = { title: "Checkout cancelled", robots: { index: false } };

type Props = { searchParams: Promise<SearchParams> };

export default async function CheckoutCancelledPage({ searchParams }: Props) {
  const slug = oneParam(await searchParams, "product");
  const product = slug
    ? await (await serverApi())
        .get("/api/v1/products/{idOrSlug}", { path: { idOrSlug: slug } })
        .catch(() => null)
    : null;
  return (
    <Message
      title="Nothing was bought"
      actions={
        <>
          {product ? (
            <Link href={`/p/${product.slug}`} className={buttonStyle({ variant: "primary" })}>
              Back to {product.title}
            </Link>
          ) : null}
          <Link href="/" className={buttonStyle({ variant: product ? "secondary" : "primary" })}>
            Browse products
          </Link>
        </>
      }
    >
      You left the payment page, and nothing was charged. The price stays as it was for an hour; buying again
      continues where you left.
    </Message>
  );
}
