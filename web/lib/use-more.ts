"use client";

import { ApiError } from "@vaulture/sdk";
import { useEffect, useLayoutEffect, useRef, useState } from "react";

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

interface Kept<T> {
  /** Where the first page ended: of another list nothing is taken up again. */
  cursor: string;
  items: T[];
  next: string | null;
  /** How many pages may still come by themselves. */
  budget: number;
  scrollY: number;
  at: number;
}

/** Pages that come by themselves while somebody scrolls; then they ask, so that the foot of the page can be reached. */
const unasked = 3;
const keptFor = 30 * 60_000;
/** A list longer than this is not kept: the store is small, and nobody finds their place in it. */
const mostKept = 400;

/**
 * The pages behind the first one, which ends at `cursor`. They are kept for this tab under `key`: a reload or Back brings them and
 * the place on the page again. Spread `edge` on an element behind the list; reaching it loads, pressing `more` does too.
 */
export function useMore<T>({
  key,
  cursor,
  idOf,
  load,
}: {
  key: string;
  cursor: string | null;
  idOf: (item: T) => string;
  load: (cursor: string, signal: AbortSignal) => Promise<Page<T>>;
}) {
  const [items, setItems] = useState<T[]>([]);
  const [next, setNext] = useState(cursor);
  const [state, setState] = useState<"idle" | "loading" | "failed" | "signed-out">("idle");
  const edge = useRef<HTMLElement>(null);
  const budget = useRef(unasked);
  const running = useRef<AbortController | null>(null);
  const store = `more:${key}`;

  useLayoutEffect(() => {
    const kept = cursor === null ? null : readKept<T>(store);
    if (!kept || kept.cursor !== cursor) return;
    setItems(kept.items);
    setNext(kept.next);
    budget.current = kept.budget;
    if (!cameBack()) return;
    // After the items stand on the page, which is not before the next frame.
    const frame = requestAnimationFrame(() => {
      window.scrollTo(0, kept.scrollY);
      history.scrollRestoration = "auto";
    });
    return () => cancelAnimationFrame(frame);
  }, [store, cursor]);

  // A layout effect: its end comes before the next page is scrolled to its top.
  useLayoutEffect(() => {
    if (cursor === null || items.length === 0 || items.length > mostKept) return;
    let scrollY = window.scrollY;
    const note = () => {
      scrollY = window.scrollY;
    };
    const keep = () =>
      writeKept(store, { cursor, items, next, budget: budget.current, scrollY, at: Date.now() });
    const leave = () => {
      keep();
      // The browser would look for the place before the items are there.
      history.scrollRestoration = "manual";
    };
    window.addEventListener("scroll", note, { passive: true });
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("scroll", note);
      window.removeEventListener("pagehide", leave);
      keep();
    };
  }, [store, cursor, items, next]);

  useEffect(() => () => running.current?.abort(), []);

  async function more(asked: boolean): Promise<T | null> {
    if (running.current || next === null) return null;
    budget.current = asked ? unasked : budget.current - 1;
    const request = new AbortController();
    running.current = request;
    setState("loading");
    try {
      const page = await load(next, request.signal);
      const known = new Set(items.map(idOf));
      const fresh = page.items.filter((item) => !known.has(idOf(item)));
      setItems([...items, ...fresh]);
      setNext(page.nextCursor);
      setState("idle");
      return fresh[0] ?? null;
    } catch (error) {
      if (!request.signal.aborted)
        setState(error instanceof ApiError && error.status === 401 ? "signed-out" : "failed");
      return null;
    } finally {
      running.current = null;
    }
  }

  const moreNow = useRef(more);
  useEffect(() => {
    moreNow.current = more;
  });

  useEffect(() => {
    if (!edge.current || next === null || state !== "idle") return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting) && budget.current > 0) void moreNow.current(false);
      },
      { rootMargin: "800px 0px" },
    );
    observer.observe(edge.current);
    return () => observer.disconnect();
  }, [next, state]);

  return { items, next, state, edge, more: () => more(true) };
}

let poppedAt = Number.NEGATIVE_INFINITY;
let untouched = true;
if (typeof window !== "undefined") {
  window.addEventListener("popstate", () => {
    poppedAt = performance.now();
    untouched = false;
  });
  window.addEventListener(
    "click",
    () => {
      poppedAt = Number.NEGATIVE_INFINITY;
      untouched = false;
    },
    true,
  );
}

/** Whether this page was come back to: by Back or Forward, or as the first one of a document, by a reload. */
function cameBack(): boolean {
  if (performance.now() - poppedAt < 10_000) return true;
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return untouched && navigation !== undefined && navigation.type !== "navigate";
}

function readKept<T>(store: string): Kept<T> | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(store) ?? "null") as Kept<T> | null;
    return kept && Date.now() - kept.at < keptFor ? kept : null;
  } catch {
    return null;
  }
}

function writeKept<T>(store: string, kept: Kept<T>): void {
  try {
    sessionStorage.setItem(store, JSON.stringify(kept));
  } catch {
    // Full or switched off: the list then begins at its top.
  }
}
