import type { Metadata } from "next";
import { Message } from "@/components/site/message";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { postTitle } from "@/lib/post-words";
import { oneId, oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";

export const metadata: Metadata = { title: "Checkout cancelled", robots: { index: false } };

type Props = { searchParams: Promise<SearchParams> };

export default async function CheckoutCancelledPage({ searchParams }: Props) {
  const back = await cameFrom(await searchParams);
  return (
    <Message
      title="Nothing was bought"
      actions={
        <>
          {back ? (
            <Link href={back.path} className={buttonStyle({ variant: "primary", wraps: true })}>
              Back to {back.title}
            </Link>
          ) : null}
          <Link href="/" className={buttonStyle({ variant: back ? "secondary" : "primary" })}>
            Browse products
          </Link>
        </>
      }
    >
      You left the payment page, and nothing was charged. Your price is kept for an hour: buy again to go on
      where you left off.
    </Message>
  );
}

/** What was about to be bought, where it is still there. */
async function cameFrom(search: SearchParams): Promise<{ path: string; title: string } | null> {
  const api = await serverApi();
  const [slug, postId] = [oneParam(search, "product"), oneId(search, "post")];
  if (slug)
    return api.get("/api/v1/products/{idOrSlug}", { path: { idOrSlug: slug } }).then(
      ({ slug, title }) => ({ path: `/p/${slug}`, title }),
      () => null,
    );
  if (postId)
    return api.get("/api/v1/posts/{id}/card", { path: { id: postId } }).then(
      (post) => ({ path: `/posts/${post.id}`, title: postTitle(post) }),
      () => null,
    );
  return null;
}
