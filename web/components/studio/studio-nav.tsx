"use client";

import { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import Link from "@/components/ui/link";

/** The places of a studio, side by side; on a telephone the strip scrolls. */
export function StudioNav({ handle }: { handle: string }) {
  const here = usePathname();
  const line = useRef<HTMLElement>(null);
  const home = `/studio/${handle}`;

  // Where the strip is longer than the window, the present page's link may stand outside.
  useEffect(() => {
    const current = line.current?.querySelector<HTMLElement>("[aria-current]");
    if (line.current && current && here)
      line.current.scrollLeft = current.offsetLeft - line.current.offsetLeft - 16;
  }, [here]);

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
    <nav
      ref={line}
      aria-label="Studio"
      className="-mx-4 mt-3 overflow-x-auto px-4 [scrollbar-width:none] sm:mt-4"
    >
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
                <Asked label={label} />
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** The place that was asked for says so until it is there. */
function Asked({ label }: { label: string }) {
  const { pending } = useLinkStatus();
  return (
    <span
      aria-busy={pending || undefined}
      className="transition-colors aria-busy:animate-pulse aria-busy:text-ink"
    >
      {label}
    </span>
  );
}
