"use client";

import { ApiError } from "@vaulture/sdk";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { api } from "@/lib/browser-api";

const firstWaits = [800, 1200, 1800, 2500, 3500, 5000, 5000, 5000];
const laterWait = 15_000;
const patience = 10 * 60_000;

/**
 * Asks for the purchase, and through it the payment provider, until it is settled; then shows the page
 * anew. Some banks take long: after a while it says so and asks less often, at last it stops.
 */
export function AwaitPayment({ purchaseId }: { purchaseId: string }) {
  const router = useRouter();
  const [slow, setSlow] = useState<"no" | "bank" | "stopped">("no");

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let asked = 0;
    const end = Date.now() + patience;
    const stopped = new AbortController();

    async function ask() {
      try {
        const { status } = await api.get("/api/v1/purchases/{id}", {
          path: { id: purchaseId },
          query: { confirm: "1" },
          signal: stopped.signal,
        });
        if (status !== "pending") return router.refresh();
      } catch (error) {
        if (stopped.signal.aborted) return;
        // Signed out or gone: the page itself knows what to say.
        if (error instanceof ApiError && (error.status === 401 || error.status === 404))
          return router.refresh();
      }
      const wait = firstWaits[asked] ?? laterWait;
      asked += 1;
      if (asked >= firstWaits.length) setSlow(Date.now() > end ? "stopped" : "bank");
      if (Date.now() <= end) timer = setTimeout(ask, wait);
    }

    timer = setTimeout(ask, 300);
    return () => {
      stopped.abort();
      clearTimeout(timer);
    };
  }, [purchaseId, router]);

  if (slow === "no") return <p>This takes a few seconds. The page turns by itself.</p>;
  if (slow === "bank")
    return (
      <p>
        Waiting for your bank. Some ways to pay take minutes, a few take days. You can close this page: what
        you bought appears in your library, and we write to you.
      </p>
    );
  return (
    <p>
      Still waiting for your bank. You can close this page: what you bought appears in your library as soon as
      the payment arrives.
    </p>
  );
}
