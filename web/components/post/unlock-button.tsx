"use client";

import { ApiError, type Post } from "@vaulture/sdk";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useLocale } from "@/components/site/locale";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import Link from "@/components/ui/link";
import { api } from "@/lib/browser-api";
import { signInPath } from "@/lib/local-path";
import { formatPrice } from "@/lib/money";
import { postTitle } from "@/lib/post-words";
import { toProblem } from "@/lib/problem";
import { WhatIsCharged } from "./what-is-charged";

interface UnlockButtonProps {
  post: Pick<Post, "id" | "title" | "creator"> & { price: NonNullable<Post["price"]> };
  signedIn: boolean;
  look: { variant: "primary" | "secondary"; size: "medium" | "large" };
}

/** Buys a post after saying what is charged: with the card one keeps it opens at once, else the payment page follows. */
export function UnlockButton({ post, signedIn, look }: UnlockButtonProps) {
  const router = useRouter();
  const dialog = useRef<DialogHandle>(null);
  const running = useRef(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const price = formatPrice(post.price, useLocale());
  const here = `/posts/${post.id}`;

  if (!signedIn)
    return (
      <Link href={signInPath(here)} className={buttonStyle(look)}>
        Unlock for {price}
      </Link>
    );

  async function unlock() {
    if (running.current) return;
    running.current = true;
    setPending(true);
    setProblem(null);
    try {
      const { purchaseId, status, checkoutUrl } = await api.post("/api/v1/unlock", {
        body: { postId: post.id, price: post.price },
      });
      if (status !== "completed")
        return window.location.assign(
          checkoutUrl ?? `/checkout/return?purchase=${encodeURIComponent(purchaseId)}`,
        );
      opened(purchaseId);
    } catch (error) {
      if (error instanceof ApiError && error.code === "already_owned") opened();
      else setProblem(toProblem(error).message);
      // The dialog goes on with the price of now.
      if (error instanceof ApiError && error.code === "price_changed") router.refresh();
    }
    running.current = false;
    setPending(false);
  }

  /** Into the post, wherever the button stood; it says there what was bought just now. */
  function opened(purchaseId?: string) {
    dialog.current?.close();
    const path = purchaseId ? `${here}?unlocked=${purchaseId}` : here;
    if (window.location.pathname !== here) return router.push(path);
    if (purchaseId) router.replace(path, { scroll: false });
    router.refresh();
  }

  return (
    <>
      <Button {...look} onClick={() => dialog.current?.open()}>
        Unlock for {price}
      </Button>
      <noscript>
        <p className="text-sm text-soft">To unlock a post, switch JavaScript on.</p>
      </noscript>
      <Dialog ref={dialog} title={`Unlock for ${price}?`} onClose={() => setProblem(null)}>
        <div className="grid gap-4 text-sm">
          <p>
            “{postTitle(post)}” by {post.creator.displayName}. You pay {price} once, and it stays open to you.
          </p>
          <WhatIsCharged price={price} />
          <p role="alert" className="text-danger empty:hidden">
            {problem}
          </p>
          <div className="flex flex-wrap justify-end gap-3">
            <Button onClick={() => dialog.current?.close()}>Cancel</Button>
            <Button
              variant="primary"
              data-autofocus
              aria-busy={pending}
              aria-disabled={pending}
              onClick={unlock}
            >
              {pending ? "One moment…" : `Pay ${price}`}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
