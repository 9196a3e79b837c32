"use client";

import { ApiError } from "@vaulture/sdk";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { api } from "@/lib/browser-api";
import { signInPath } from "@/lib/local-path";
import { toProblem } from "@/lib/problem";

interface BuyButtonProps {
  productId: string;
  slug: string;
  label: string;
  className: string;
  /** Why the last try of a page without scripts was refused. */
  refused?: string | undefined;
}

/**
 * Starts one checkout however often it is pressed, then leaves for the payment page or straight to the content. A plain form
 * that does the same by itself until the page's scripts are there.
 */
export function BuyButton({ productId, slug, label, className, refused }: BuyButtonProps) {
  const running = useRef(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState(refused ?? null);

  function release() {
    running.current = false;
    setPending(false);
  }

  // Coming back from the payment page may revive this page as it was left.
  useEffect(() => {
    const revived = (event: PageTransitionEvent) => {
      if (event.persisted) {
        running.current = false;
        setPending(false);
      }
    };
    window.addEventListener("pageshow", revived);
    return () => window.removeEventListener("pageshow", revived);
  }, []);

  async function buy(event: FormEvent) {
    event.preventDefault();
    if (running.current) return;
    running.current = true;
    setPending(true);
    setProblem(null);
    try {
      const { purchaseId, checkoutUrl } = await api.post("/api/v1/checkout", { body: { productId } });
      window.location.assign(checkoutUrl ?? `/checkout/return?purchase=${encodeURIComponent(purchaseId)}`);
    } catch (error) {
      const code = error instanceof ApiError ? error.code : "";
      if (code === "sign_in_required") window.location.assign(signInPath(`/p/${slug}`));
      else if (code === "already_owned") window.location.assign(`/library/${slug}`);
      else {
        setProblem(toProblem(error).message);
        release();
      }
    }
  }

  return (
    <form method="post" action={`/api/v1/checkout?product=${slug}`} onSubmit={buy} className="grid gap-2">
      <input type="hidden" name="productId" value={productId} />
      <button type="submit" aria-disabled={pending} aria-busy={pending} className={className}>
        {pending ? "One moment…" : label}
      </button>
      <p role="alert" className="text-sm text-danger empty:hidden">
        {problem}
      </p>
    </form>
  );
}
