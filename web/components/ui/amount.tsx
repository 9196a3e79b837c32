"use client";

import type { Price } from "@vaulture/sdk";
import { useLocale } from "@/components/site/locale";
import { formatPrice, formatSum } from "@/lib/money";

interface AmountProps {
  price: Price;
  /** Every digit, for columns that line up: "$19.00"; as short as it can be otherwise. */
  full?: boolean;
  className?: string;
}

/** A sum of money as its reader writes it. */
export function Amount({ price, full = false, className = "" }: AmountProps) {
  const locale = useLocale();
  // Browsers differ in spaces and signs; what the server wrote is as good.
  return (
    <span className={`figures ${className}`} suppressHydrationWarning>
      {full ? formatSum(price, locale) : formatPrice(price, locale)}
    </span>
  );
}
