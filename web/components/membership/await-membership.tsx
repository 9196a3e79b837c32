"use client";

import { ApiError } from "@vaulture/sdk";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { api } from "@/lib/browser-api";

const waits = [800, 1200, 1800, 2500, 3500, 5000, 5000, 5000];
const laterWait = 30_000;

/** Asks, and through it the payment provider, until a membership has begun; then shows the page anew. */
export function AwaitMembership({ id }: { id: string }) {
  const router = useRouter();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    let asked = 0;
    let timer: ReturnType<typeof setTimeout>;
    const stopped = new AbortController();
    const schedule = () => {
      timer = setTimeout(ask, waits[asked] ?? laterWait);
    };
    async function ask() {
      asked += 1;
      if (asked === waits.length) setSlow(true);
      try {
        const { status } = await api.get("/api/v1/subscriptions/{id}", {
          path: { id },
          query: { confirm: "1" },
          signal: stopped.signal,
        });
        if (status !== "incomplete") return router.refresh();
      } catch (error) {
        if (stopped.signal.aborted) return;
        // Signed out or gone: the page itself knows what to say.
        if (error instanceof ApiError && (error.status === 401 || error.status === 404))
          return router.refresh();
      }
      schedule();
    }
    schedule();
    return () => {
      stopped.abort();
      clearTimeout(timer);
    };
  }, [id, router]);
  return (
    <p className="text-soft">
      {slow
        ? "Waiting for your bank. You can close this page: we write to you as soon as you are a member."
        : "This takes a few seconds. The page turns by itself."}
    </p>
  );
}
