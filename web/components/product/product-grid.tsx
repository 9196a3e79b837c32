import type { ReactNode } from "react";

export const productGridStyle =
  "grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-3 sm:gap-x-6 sm:gap-y-10 lg:grid-cols-4";

export function ProductGrid({ children }: { children: ReactNode }) {
  return <ul className={productGridStyle}>{children}</ul>;
}
