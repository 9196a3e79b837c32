import type { Metadata } from "next";
import { Message } from "@/components/site/message";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { serverApi } from "@/lib/server-api";

export const metadata: Metadata = { title: "Checkout cancelled", robots: { index: false } };

type Props = { searchParams: Promise<{ product?: string | string[] }> };

export default async function CheckoutCancelledPage({ searchParams }: Props) {
  const { product: slug } = await searchParams;
  const product =
    typeof slug === "string"
      ? await (await serverApi())
          .get("/api/v1/products/{idOrSlug}", { path: { idOrSlug: slug } })
          .catch(() => null)
      : null;
  return (
    <Message
      title="Nothing was bought"
      actions={
        product ? (
          <Link href={`/p/${product.slug}`} className={buttonStyle({ variant: "primary" })}>
            Back to {product.title}
          </Link>
        ) : (
          <Link href="/" className={buttonStyle({ variant: "primary" })}>
            Browse products
          </Link>
        )
      }
    >
      You left the payment page, and nothing was charged.
    </Message>
  );
}
