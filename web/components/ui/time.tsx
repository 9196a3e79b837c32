"use client";

import { useSyncExternalStore } from "react";
import { useLocale } from "@/components/site/locale";
import { formatDate, formatDateTime } from "@/lib/format";

interface TimeProps {
  /** ISO 8601. */
  at: string;
  /** With the hour and minute; the day alone otherwise, and both on hover. */
  exact?: boolean;
  className?: string;
}

/** A moment as its reader writes it: first in UTC, as the server knows no better, then in the time zone of their device. */
export function Time({ at, exact = false, className }: TimeProps) {
  const locale = useLocale();
  const zone = useSyncExternalStore(never, ownZone, () => "UTC");
  const full = formatDateTime(at, locale, zone);
  // Browsers differ in commas and spaces; what the server wrote is as good.
  return (
    <time dateTime={at} title={exact ? undefined : full} className={className} suppressHydrationWarning>
      {exact ? full : formatDate(at, locale, zone)}
    </time>
  );
}

const never = () => () => undefined;
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
