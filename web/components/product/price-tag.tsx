import type { Price } from "@vaulture/sdk";
import { Amount } from "@/components/ui/amount";

export function PriceTag({ price, className = "" }: { price: Price; className?: string }) {
  return price.amount === 0 ? (
    <span className={className}>Free</span>
  ) : (
    <Amount price={price} className={className} />
  );
}
