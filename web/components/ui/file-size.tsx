"use client";

import { useLocale } from "@/components/site/locale";
import { formatBytes } from "@/lib/format";

/** A size such as "4.2 MB" as its reader writes it. */
export function FileSize({ bytes }: { bytes: number }) {
  return <span suppressHydrationWarning>{formatBytes(bytes, useLocale())}</span>;
}
