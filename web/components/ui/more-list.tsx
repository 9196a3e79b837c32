"use client";

import { type MouseEvent, type ReactNode, type RefObject, useEffect, useRef } from "react";
import { buttonStyle } from "./button-style";
import Link from "./link";

interface MoreListProps {
  /** What {@link useMore} gave. */
  list: {
    items: unknown[];
    next: string | null;
    state: "idle" | "loading" | "failed" | "signed-out";
    edge: RefObject<HTMLElement | null>;
    more: () => Promise<unknown>;
  };
  /** The next page as an address, for readers without scripts. */
  href: string;
  /** What is listed, in the plural. */
  things: string;
  /** The items so far, with place-holders behind them while more are on their way. */
  children: ReactNode;
}

/** The further pages of a list below its first: they come while scrolling, then by a press; a plain link until scripts run. */
export function MoreList({ list, href, things, children }: MoreListProps) {
  const { items, next, state, edge, more } = list;
  const added = useRef<HTMLDivElement>(null);
  const pressedAt = useRef<number | null>(null);

  // Whoever pressed goes on with the first that came; the button moves away, or is gone.
  useEffect(() => {
    const at = pressedAt.current;
    if (at === null || items.length <= at) return;
    pressedAt.current = null;
    added.current?.querySelector("ul")?.children[at]?.querySelector("a")?.focus({ preventScroll: true });
  }, [items.length]);

  async function press(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    pressedAt.current = items.length;
    if (!(await more())) pressedAt.current = null;
  }

  return (
    <>
      <div ref={added} className={items.length > 0 || state === "loading" ? "mt-8 sm:mt-10" : undefined}>
        {children}
      </div>
      <p role="status" className="mt-4 min-h-5 text-center text-sm text-soft">
        {state === "failed" ? "That did not load. Try again." : null}
        {state === "signed-out" ? "You are signed out. Reload the page to sign in." : null}
        {items.length > 0 && state === "idle" ? (
          <span className="sr-only">
            {items.length} more {things} shown{next ? "" : "; these are all"}
          </span>
        ) : null}
      </p>
      {next ? (
        <nav ref={edge} aria-label="More results" className="mt-4 flex justify-center">
          <Link
            href={href}
            rel="next"
            onClick={press}
            aria-busy={state === "loading"}
            className={buttonStyle({ variant: "secondary" })}
          >
            {state === "loading" ? "Loading…" : "Show more"}
          </Link>
        </nav>
      ) : null}
    </>
  );
}
