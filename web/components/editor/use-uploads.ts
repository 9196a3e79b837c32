"use client";

import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import type { Uploads } from "@/lib/uploads/open-uploads";
import type { UploadQueue, UploadView } from "@/lib/uploads/upload-queue";

/** The queue, looked up when something is done with it: there is none before the page lives in a browser. */
export type FindQueue = () => UploadQueue;

/** Uploads as they change; `adopt` is told of what they belong to when it took files up. */
export function useUploads<T>(
  find: () => Uploads<T>,
  adopt: (answer: T) => void,
): { queue: FindQueue; uploads: UploadView } {
  const latest = useRef({ find, adopt });
  useEffect(() => {
    latest.current = { find, adopt };
  });
  const queue = useCallback(() => latest.current.find().queue, []);
  const subscribe = useCallback((listener: () => void) => queue().subscribe(listener), [queue]);
  const uploads = useSyncExternalStore(
    subscribe,
    () => queue().view(),
    () => nothing,
  );
  useEffect(() => latest.current.find().onTaken((taken) => latest.current.adopt(taken)), []);
  return { queue, uploads };
}

const nothing: UploadView = {
  items: [],
  totals: { files: 0, done: 0, sizeBytes: 0, sentBytes: 0, speed: null },
  active: false,
  signedOut: false,
};
