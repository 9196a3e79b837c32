"use client";

import { useEffect } from "react";

/** Once the page is at rest, keeps the page that is shown where there is no network. Each build brings its own. */
export function OfflineWorker({ version }: { version: string | undefined }) {
  useEffect(() => {
    const workers = navigator.serviceWorker;
    if (!version || !workers) return;
    const register = () => void workers.register(`/sw.js?v=${version}`).catch(() => undefined);
    if (document.readyState === "complete") register();
    else window.addEventListener("load", register, { once: true });
  }, [version]);
  return null;
}
