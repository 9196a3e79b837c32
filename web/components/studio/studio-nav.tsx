"use client";

import { usePathname } from "next/navigation";
import Link from "@/components/ui/link";

/** The places of a studio, side by side; on a telephone the strip scrolls. */
export function StudioNav({ handle }: { handle: string }) {
  const here = usePathname();
  const home = `/studio/${handle}`;
  const links = [
    [home, "Home"],
    [`${home}/products`, "Products"],
    [`${home}/posts`, "Posts"],
    [`${home}/memberships`, "Memberships"],
    [`${home}/sales`, "Sales"],
    [`${home}/customers`, "Customers"],
    [`${home}/settings`, "Settings"],
  ] as const;
  return (
    <nav aria-label="Studio" className="-mx-4 mt-3 overflow-x-auto px-4 [scrollbar-width:none] sm:mt-4">
      <ul className="flex gap-4 sm:gap-7">
        {links.map(([href, label]) => {
          const current = href === home ? here === home : here.startsWith(href);
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={current ? "page" : undefined}
                className={`flex h-11 items-center border-b-2 text-sm -outline-offset-2 ${
                  current ? "border-ink font-medium" : "border-transparent text-soft hover:text-ink"
                }`}
              >
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
