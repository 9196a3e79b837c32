"use client";

import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import { productUploads } from "@/lib/uploads/product-uploads";
import type { UploadQueue, UploadView } from "@/lib/uploads/upload-queue";
import type { Editing } from "./use-editing";

/** The queue, looked up when something is done with it: there is none before the page lives in a browser. */
export type FindQueue = () => UploadQueue;

/** The product's uploads as they change; files that were taken up show in the product. */
export function useUploads({ product, adoptProduct }: Editing): { queue: FindQueue; uploads: UploadView } {
  const productId = product.id;
  const creatorId = product.creator.id;
  const queue = useCallback(() => productUploads(productId, creatorId).queue, [productId, creatorId]);
  const subscribe = useCallback((listener: () => void) => queue().subscribe(listener), [queue]);
  const uploads = useSyncExternalStore(
    subscribe,
    () => queue().view(),
    () => nothing,
  );
  const adopt = useRef(adoptProduct);
  useEffect(() => {
    adopt.current = adoptProduct;
  });
  useEffect(
    () => productUploads(productId, creatorId).onTaken((taken) => adopt.current(taken)),
    [productId, creatorId],
  );
  return { queue, uploads };
}

const nothing: UploadView = {
  items: [],
  totals: { files: 0, done: 0, sizeBytes: 0, sentBytes: 0, speed: null },
  active: false,
  signedOut: false,
};
