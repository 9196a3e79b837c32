import { Skeleton } from "@/components/ui/skeleton";

/** Place-holders of cards that are on their way, for a ProductGrid. */
export function CardSkeleton({ count }: { count: number }) {
  return Array.from({ length: count }, (_, index) => (
    <li key={index} aria-hidden>
      <Skeleton className="aspect-[4/3]" />
      <Skeleton className="mt-3 h-4 w-3/4" />
      <Skeleton className="mt-2 h-4 w-1/2" />
    </li>
  ));
}
