"use client";

import { ApiError } from "@vaulture/sdk";
import { useEffect, useRef, useState } from "react";
import { api } from "@/lib/browser-api";
import { signInPath } from "@/lib/local-path";
import { toProblem } from "@/lib/problem";

interface BuyButtonProps {
  productId: string;
  slug: string;
  label: string;
  className: string;
}

/** Starts one checkout however often it is pressed, then leaves for the payment page or straight to the content. */
export function BuyButton({ productId, slug, label, className }: BuyButtonProps) {
  const running = useRef(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

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

  async function buy() {
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
    <>
      <button type="button" onClick={buy} aria-disabled={pending} aria-busy={pending} className={className}>
        {pending ? "One moment…" : label}
      </button>
      <p role="alert" className="text-sm text-danger empty:hidden">
        {problem}
      </p>
    </>
  );
}
