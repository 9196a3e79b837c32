"use client";

import type { Product } from "@vaulture/sdk";
import { useRef, useState } from "react";

/**
 * The product as the server last answered it. Changes run one after another, each told the newest
 * state, so uploads that end together cannot overwrite one another's list.
 */
export function useProduct(initial: Product) {
  const [product, setProduct] = useState(initial);
  const latest = useRef(initial);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  function change(work: (current: Product) => Promise<Product>): Promise<Product> {
    const next = queue.current.then(async () => {
      const answered = await work(latest.current);
      latest.current = answered;
      setProduct(answered);
      return answered;
    });
    queue.current = next.catch(() => undefined);
    return next;
  }

  /** Shows a state before the server has confirmed it. */
  function show(changes: Partial<Product>) {
    setProduct((current) => ({ ...current, ...changes }));
  }

  return { product, change, show, restore: () => setProduct(latest.current) };
}

export type ProductState = ReturnType<typeof useProduct>;
