"use client";

import type { ProductCard } from "@vaulture/sdk";
import { Search } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import {
  type FocusEvent,
  type FormEvent,
  type KeyboardEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { api } from "@/lib/browser-api";
import type { SearchSuggestions } from "./search-suggestions";

interface Found {
  query: string;
  items: ProductCard[];
  /** Loaded when there is something to show: most visitors do not search. */
  List: typeof SearchSuggestions;
}

const shownAtMost = 6;
const pause = 180;

/**
 * The search of the whole shop. While somebody types, the first products stand below it as links: the arrow keys walk through them,
 * Escape closes, Enter in the field goes to all results. A plain form without scripts.
 */
export function SearchBox() {
  const listId = useId();
  const path = usePathname();
  const router = useRouter();
  const searched = useSearchParams().get("query") ?? "";
  const shown = path === "/" ? searched : "";
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<Found | null>(null);
  const open = found !== null && typed !== "" && found.query !== "";

  // Another page, another view: what was found belongs to the one before.
  useEffect(() => {
    setTyped("");
    setFound(null);
    if (field.current && document.activeElement !== field.current) field.current.value = shown;
  }, [shown, path]);

  useEffect(() => {
    if (typed.length < 2) return setFound(null);
    const request = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const [{ items }, { SearchSuggestions: List }] = await Promise.all([
          api.get("/api/v1/products", {
            query: { query: typed, limit: shownAtMost },
            signal: request.signal,
          }),
          import("./search-suggestions"),
        ]);
        if (!request.signal.aborted) setFound({ query: typed, items, List });
      } catch {
        // The form itself still works; a hint that did not come is no reason for an alarm.
      }
    }, pause);
    return () => {
      clearTimeout(timer);
      request.abort();
    };
  }, [typed]);

  function search(event: FormEvent) {
    event.preventDefault();
    close();
    const query = field.current?.value.trim();
    router.push(query ? `/?${new URLSearchParams({ query })}` : "/");
  }

  function close() {
    setTyped("");
    setFound(null);
  }

  function walk(event: KeyboardEvent) {
    if (event.key === "Escape" && open) {
      event.preventDefault();
      field.current?.focus();
      return close();
    }
    if (!open || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    const stops = [field.current, ...(box.current?.querySelectorAll<HTMLElement>("a") ?? [])];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    stops[(at + (event.key === "ArrowDown" ? 1 : -1) + stops.length) % stops.length]?.focus();
  }

  function leave(event: FocusEvent) {
    if (!box.current?.contains(event.relatedTarget)) close();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys walk between the field and the links inside
    <div
      ref={box}
      onKeyDown={walk}
      onBlur={leave}
      className="relative order-last w-full sm:order-none sm:mx-auto sm:max-w-[420px] sm:flex-1"
    >
      <search aria-label="All products">
        <form action="/" onSubmit={search}>
          <Search aria-hidden className="pointer-events-none absolute top-3 left-3 size-4 text-soft" />
          <input
            ref={field}
            type="search"
            name="query"
            aria-label="Search products"
            aria-controls={open ? listId : undefined}
            placeholder="Search products"
            maxLength={100}
            autoComplete="off"
            defaultValue={shown}
            onChange={(event) => setTyped(event.target.value.trim())}
            className="h-10 w-full rounded-md bg-sunken pr-3 pl-9 text-base sm:text-sm"
          />
        </form>
      </search>
      <p role="status" className="sr-only">
        {open ? said(found) : null}
      </p>
      {open ? <found.List id={listId} query={found.query} items={found.items} onFollow={close} /> : null}
    </div>
  );
}

function said({ query, items }: Found): string {
  if (items.length === 0) return `Nothing matches ${query}.`;
  const many = items.length === shownAtMost ? `The first ${items.length} products` : `${items.length} found`;
  return `${many} for ${query}. Use the arrow keys to go to them.`;
}
