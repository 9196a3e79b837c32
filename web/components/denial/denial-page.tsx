import type { ProductCard, Session } from "@vaulture/sdk";
import type { ReactNode } from "react";
import { DownloadButton } from "@/components/library/download-button";
import { SwitchAccount } from "@/components/library/switch-account";
import { BuyButton } from "@/components/product/buy-button";
import { Cover } from "@/components/product/cover";
import { PriceTag } from "@/components/product/price-tag";
import { Message } from "@/components/site/message";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import type { Denial } from "@/lib/denials";
import { signInPath } from "@/lib/local-path";
import { formatPrice } from "@/lib/money";
import { viewerLocale } from "@/lib/viewer-locale";

interface DenialPageProps {
  denial: Denial;
  session: Session | null;
  /** What it is about, as far as this person may know. */
  file?: { id: string; name: string } | null;
  product?: Pick<ProductCard, "id" | "slug" | "title" | "cover" | "creator" | "price" | "status"> | null;
  /** Whose it is. */
  creator?: { handle: string; displayName: string } | null;
  /** The order that opened it once. */
  purchaseId?: string | null;
  /** The page to come back to after signing in, or a while. */
  back: string;
  /** What is known beyond the reason: dates and sums. */
  children?: ReactNode;
}

/** Why something stays closed, and the one action that helps first. */
export async function DenialPage({ denial, session, product, children, ...props }: DenialPageProps) {
  return (
    <Message
      title={denial.title}
      actions={await actionsOf({ denial, session, product, ...props })}
      note={
        denial.action === "again"
          ? null
          : session
            ? `You are signed in as ${session.user.email}.`
            : "You are not signed in."
      }
    >
      <div className="grid gap-4">
        {children}
        <p>{denial.text}</p>
        {product ? <About product={product} /> : null}
      </div>
    </Message>
  );
}

function About({ product }: { product: NonNullable<DenialPageProps["product"]> }) {
  return (
    <div className="mt-2 flex items-center gap-4 text-ink">
      <span className="w-20 shrink-0 overflow-hidden rounded-sm border border-line">
        <Cover cover={product.cover} alt="" sizes="80px" eager />
      </span>
      <span className="min-w-0">
        <span className="block font-medium">{product.title}</span>
        <span className="text-sm text-soft">
          {product.creator.displayName} · <PriceTag price={product.price} />
        </span>
      </span>
    </div>
  );
}

async function actionsOf({
  denial: { action, help },
  session,
  file,
  product,
  creator,
  purchaseId,
  back,
}: Omit<DenialPageProps, "children">): Promise<ReactNode> {
  const primary = buttonStyle({ variant: "primary" });
  if (action === "again")
    return (
      <>
        {/* A plain link: what is fetched ahead would count too. */}
        <a href={back} className={primary}>
          Try again
        </a>
        <Link href="/" className={buttonStyle()}>
          Browse products
        </Link>
      </>
    );
  // Nothing opens for somebody unknown, so that comes first whatever the reason was.
  if (!session && action !== "browse")
    return (
      <>
        <Link href={signInPath(back)} className={primary}>
          Sign in
        </Link>
        <Link href="/" className={buttonStyle()}>
          Browse products
        </Link>
      </>
    );
  const receipt = purchaseId ? (
    <Link href={`/purchases/${purchaseId}`} className={buttonStyle()}>
      See the receipt
    </Link>
  ) : null;
  const library = (first = false) => (
    <Link href="/library" className={first ? primary : buttonStyle()}>
      Go to your library
    </Link>
  );
  if (action === "newLink" && file)
    return (
      <div className="flex flex-wrap items-center gap-3">
        <DownloadButton
          fileId={file.id}
          fileName={file.name}
          label={`Download ${file.name}`}
          primary
          size="medium"
        />
        {library()}
      </div>
    );
  if (action === "buy" && product?.status === "published") {
    const price = product.price;
    return (
      <>
        <BuyButton
          productId={product.id}
          slug={product.slug}
          label={price.amount === 0 ? "Get it free" : `Buy for ${formatPrice(price, await viewerLocale())}`}
          className={primary}
        />
        <Link href={`/p/${product.slug}`} className={buttonStyle()}>
          See the product
        </Link>
        {receipt ?? <SwitchAccount />}
      </>
    );
  }
  if (action === "switchAccount" || action === "signIn")
    return (
      <>
        <SwitchAccount primary />
        {library()}
      </>
    );
  const reach = help ? (
    <Link href="/help" className={buttonStyle()}>
      How to reach us
    </Link>
  ) : null;
  if (action === "devices")
    return (
      <>
        <Link href="/account/devices" className={primary}>
          See your devices
        </Link>
        {library()}
      </>
    );
  if (action === "creator" && creator)
    return (
      <>
        <Link href={`/@${creator.handle}`} className={buttonStyle({ variant: "primary", wraps: true })}>
          Go to {creator.displayName}
        </Link>
        {library()}
      </>
    );
  if (action === "browse")
    return (
      <>
        <Link href="/" className={primary}>
          Browse products
        </Link>
        {reach}
      </>
    );
  return (
    <>
      {library(true)}
      {reach}
      {receipt}
    </>
  );
}
