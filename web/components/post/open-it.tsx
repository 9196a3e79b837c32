import type { Post } from "@vaulture/sdk";
import { Amount } from "@/components/ui/amount";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { signInPath } from "@/lib/local-path";
import { membershipPath } from "@/lib/post-words";
import { UnlockButton } from "./unlock-button";

interface OpenItProps {
  post: Pick<Post, "id" | "title" | "creator" | "offer">;
  signedIn: boolean;
  /** In a list: the one step alone. */
  compact?: boolean;
}

/** The one step that opens a locked post: sign in, join, upgrade or unlock. Nothing where nothing does. */
export function OpenIt({ post, signedIn, compact = false }: OpenItProps) {
  const { offer } = post;
  const size = compact ? "medium" : "large";
  const variant = compact ? "secondary" : "primary";
  if (!offer) return null;
  if (offer.kind === "unlock")
    return offer.price ? (
      <UnlockButton post={{ ...post, price: offer.price }} signedIn={signedIn} look={{ size, variant }} />
    ) : null;
  const toSignIn = signInPath(`/posts/${post.id}`);
  if (offer.kind === "sign_in")
    return (
      <Link href={toSignIn} className={buttonStyle({ variant, size })}>
        Sign in
      </Link>
    );
  return (
    <>
      {offer.price && offer.tier && !compact ? (
        <p className="text-sm text-soft">
          <span className="font-medium text-ink">{offer.tier.name}</span> costs <Amount price={offer.price} />{" "}
          a {offer.interval}. Cancel any time; it stays open until the end of what you paid for.
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Link href={membershipPath(post)} className={buttonStyle({ variant, size })}>
          {offer.kind === "upgrade" ? "Upgrade your membership" : "Become a member"}
        </Link>
        {signedIn || compact ? null : (
          <Link
            href={toSignIn}
            className="inline-flex min-h-8 items-center text-sm underline underline-offset-2 hover:no-underline"
          >
            I am a member: sign in
          </Link>
        )}
      </div>
    </>
  );
}
