"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { createUploadQueue, type UploadItem, type UploadQueueOptions } from "@/lib/uploads/upload-queue";

const none: UploadItem[] = [];

/** One queue for the life of the editor, and its rows as they change. */
export function useUploadQueue(options: UploadQueueOptions) {
  const [queue] = useState(() => createUploadQueue(options));
  const items = useSyncExternalStore(queue.subscribe, queue.snapshot, () => none);
  const active = items.some(
    ({ state }) => state === "uploading" || state === "waiting" || state === "adding",
  );

  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [active]);

  return { queue, items };
}
