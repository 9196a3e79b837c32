"use client";

import { ApiError, type PostMediaFile } from "@vaulture/sdk";
import { useEffect, useRef, useState } from "react";
import { api } from "@/lib/browser-api";
import { browserTimer } from "@/lib/browser-timer";
import { denialOf, isDenial } from "@/lib/denials";

const SHORTEST_MS = 30_000;
const RETRY_MS = 15_000;

/**
 * The media of a post with links that never grow old: before they end there are the next. `renew` asks at once, for a link that
 * failed; `closed` says in words why there are none any more.
 */
export function useFreshMedia(postId: string, given: PostMediaFile[]) {
  const [files, setFiles] = useState(given);
  const [closed, setClosed] = useState<string | null>(null);
  const askedAt = useRef(0);
  const ask = useRef<() => void>(() => {});

  useEffect(() => {
    let over = false;
    let cancel = () => {};

    function plan(fresh: PostMediaFile[]) {
      const ends = fresh.flatMap(({ expiresAt }) => (expiresAt ? [Date.parse(expiresAt)] : []));
      if (ends.length === 0) return;
      cancel = browserTimer.after(Math.max(SHORTEST_MS, (Math.min(...ends) - Date.now()) * 0.9), renew);
    }

    async function renew() {
      cancel();
      askedAt.current = Date.now();
      try {
        const { mediaFiles } = await api.get("/api/v1/posts/{id}/media", { path: { id: postId } });
        if (over) return;
        setFiles(mediaFiles);
        plan(mediaFiles);
      } catch (error) {
        if (over) return;
        const refused = error instanceof ApiError && (isDenial(error.code) || error.status === 404);
        if (refused) setClosed(denialOf(error.code).title);
        else cancel = browserTimer.after(RETRY_MS, renew);
      }
    }

    setFiles(given);
    plan(given);
    ask.current = () => void renew();
    return () => {
      over = true;
      cancel();
    };
  }, [postId, given]);

  return {
    files,
    closed,
    /** Not again and again for what no new link can mend. */
    renew: () => {
      if (Date.now() - askedAt.current > SHORTEST_MS) ask.current();
    },
  };
}
