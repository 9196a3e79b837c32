"use client";

import { ApiError } from "@vaulture/sdk";
import { useEffect, useState } from "react";
import { api } from "@/lib/browser-api";

type Check =
  | { state: "empty" | "checking" | "free"; text: string }
  | { state: "bad"; text: ""; problem: string };

/** Whether a handle can be taken, asked half a second after the last key; the server decides in the end. */
export function useHandleCheck(handle: string): Check {
  const [answer, setAnswer] = useState<{ handle: string; taken: boolean } | null>(null);
  const wellFormed = /^[a-z][a-z0-9_]{2,29}$/.test(handle);

  useEffect(() => {
    if (!wellFormed) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        await api.get("/api/v1/creators/{handle}", { path: { handle }, signal: stop.signal });
        setAnswer({ handle, taken: true });
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) setAnswer({ handle, taken: false });
      }
    }, 400);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [handle, wellFormed]);

  if (handle.length < 3) return { state: "empty", text: "" };
  if (!wellFormed)
    return {
      state: "bad",
      text: "",
      problem: "Use a to z, 0 to 9 and underscores, a letter first, 3 to 30 in all.",
    };
  if (answer?.handle !== handle) return { state: "checking", text: "Checking…" };
  return answer.taken
    ? { state: "bad", text: "", problem: "Somebody has this handle. Try another." }
    : { state: "free", text: `/@${handle} is free.` };
}
