"use client";

import { ApiError } from "@vaulture/sdk";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { api } from "@/lib/browser-api";

/** While the server tells by itself, a question now and then makes sure of it; without that, questions are all there is. */
const waits = { told: [4000, 12_000, 30_000], untold: [800, 1200, 1800, 2500, 3500, 5000, 5000, 5000] };
const laterWait = 60_000;
/** Then it is no matter of seconds any more. */
const slowAfter = 20_000;

/**
 * Waits until a purchase is settled, then shows the page anew. The server tells of it (server-sent events); as that can fail on
 * the way, the page also asks, and through it the payment provider.
 */
export function AwaitPayment({ purchaseId }: { purchaseId: string }) {
  const router = useRouter();
  const [slow, setSlow] = useState(false);

  useEffect(() => {
    let asked = 0;
    let timer: ReturnType<typeof setTimeout>;
    const stopped = new AbortController();
    const events = new EventSource(`/api/v1/purchases/${encodeURIComponent(purchaseId)}/events`);
    const told = () => events.readyState !== EventSource.CLOSED;
    const settled = () => router.refresh();

    events.onmessage = ({ data }) => {
      if ((JSON.parse(data) as { status: string }).status !== "pending") settled();
    };
    // Refused for good, or by something on the way that knows no streams.
    events.onerror = () => {
      if (!told()) schedule();
    };

    function schedule() {
      clearTimeout(timer);
      timer = setTimeout(ask, waits[told() ? "told" : "untold"][asked] ?? laterWait);
    }

    async function ask() {
      asked += 1;
      try {
        const { status } = await api.get("/api/v1/purchases/{id}", {
          path: { id: purchaseId },
          query: { confirm: "1" },
          signal: stopped.signal,
        });
        if (status !== "pending") return settled();
      } catch (error) {
        if (stopped.signal.aborted) return;
        // Signed out or gone: the page itself knows what to say.
        if (error instanceof ApiError && (error.status === 401 || error.status === 404)) return settled();
      }
      schedule();
    }

    schedule();
    const impatience = setTimeout(() => setSlow(true), slowAfter);
    return () => {
      events.close();
      stopped.abort();
      clearTimeout(timer);
      clearTimeout(impatience);
    };
  }, [purchaseId, router]);

  return (
    <p className="text-soft">
      {slow
        ? "Waiting for your bank. Some ways to pay take minutes, a few take days. You can close this page: what you bought appears in your library as soon as the payment arrives, and we write to you."
        : "This takes a few seconds. The page turns by itself."}
    </p>
  );
}
