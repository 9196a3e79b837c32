import type { ReactNode } from "react";

/** Cards in columns; `narrow` where it stands beside another column. */
export function ProductGrid({ narrow = false, children }: { narrow?: boolean; children: ReactNode }) {
  return (
    <ul
      className={`grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-3 sm:gap-x-6 sm:gap-y-10 ${narrow ? "" : "lg:grid-cols-4"}`}
    >
      {children}
    </ul>
  );
}
