import type { Price } from "@vaulture/sdk";
import { formatPrice } from "@/lib/money";

export function PriceTag({ price, className = "" }: { price: Price; className?: string }) {
  return <span className={`figures ${className}`}>{price.amount === 0 ? "Free" : formatPrice(price)}</span>;
}
