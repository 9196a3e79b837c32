"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import Link from "@/components/ui/link";

/** Leads to signing in or up, and back to the page it stands on. */
export function SignInLink({
  to,
  className,
  children,
}: {
  to: string;
  className: string;
  children: ReactNode;
}) {
  const here = usePathname();
  const back =
    here === "/" || /^\/(sign-|forgot|reset|verify)/.test(here) ? "" : `?next=${encodeURIComponent(here)}`;
  return (
    <Link href={to + back} className={className}>
      {children}
    </Link>
  );
}
