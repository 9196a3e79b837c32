"use client";

import type { ProductCard } from "@vaulture/sdk";
import { Search } from "lucide-react";
import Form from "next/form";
import { usePathname, useSearchParams } from "next/navigation";
import { type FocusEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { PriceTag } from "@/components/product/price-tag";
import Link from "@/components/ui/link";
import { api } from "@/lib/browser-api";
import { marketHref } from "@/lib/market-query";

interface Found {
  query: string;
  items: ProductCard[];
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
        const { items } = await api.get("/api/v1/products", {
          query: { query: typed, limit: shownAtMost },
          signal: request.signal,
        });
        setFound({ query: typed, items });
      } catch {
        // The form itself still works; a hint that did not come is no reason for an alarm.
      }
    }, pause);
    return () => {
      clearTimeout(timer);
      request.abort();
    };
  }, [typed]);

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
      <Form prefetch={false} action="/" role="search" aria-label="All products" onSubmit={close}>
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
      </Form>
      <p role="status" className="sr-only">
        {open ? said(found) : null}
      </p>
      {open ? (
        <div
          id={listId}
          className="absolute inset-x-0 top-full z-40 mt-2 overflow-hidden rounded-lg border border-line bg-raised p-1.5 shadow-raised"
        >
          {found.items.length > 0 ? (
            <ul aria-label="Products found">
              {found.items.map((product) => (
                <li key={product.id}>
                  <Suggestion product={product} onFollow={close} />
                </li>
              ))}
            </ul>
          ) : (
            <p className="px-3 py-2.5 text-sm text-soft">Nothing matches “{found.query}”.</p>
          )}
          {found.items.length > 0 ? (
            <Link
              href={marketHref({ query: found.query })}
              onClick={close}
              className="mt-1.5 flex min-h-10 items-center gap-2 border-t border-line px-3 text-sm text-soft hover:text-ink"
            >
              See all results for “{found.query}”
            </Link>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

function said({ query, items }: Found): string {
  if (items.length === 0) return `Nothing matches ${query}.`;
  const many = items.length === shownAtMost ? `The first ${items.length} products` : `${items.length} found`;
  return `${many} for ${query}. Use the arrow keys to go to them.`;
}

function Suggestion({ product, onFollow }: { product: ProductCard; onFollow: () => void }) {
  const picture = product.cover?.sizes[0];
  return (
    <Link
      href={`/p/${product.slug}`}
      onClick={onFollow}
      className="flex items-center gap-3 rounded-sm px-2 py-1.5 text-sm hover:bg-sunken focus-visible:bg-sunken"
    >
      {picture ? (
        <img
          src={picture.webpUrl}
          alt=""
          width={48}
          height={36}
          className="h-9 w-12 shrink-0 rounded-sm bg-sunken object-cover"
        />
      ) : (
        <span aria-hidden className="h-9 w-12 shrink-0 rounded-sm bg-sunken" />
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{product.title}</span>
        <span className="block truncate text-soft">{product.creator.displayName}</span>
      </span>
      <PriceTag price={product.price} className="shrink-0" />
    </Link>
  );
}
