"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import Link from "@/components/ui/link";

const home = "/operations";
const links = [
  [home, "Overview"],
  [`${home}/alerts`, "Alerts"],
  [`${home}/reports`, "Reports"],
  [`${home}/watermarks`, "Watermarks"],
  [`${home}/users`, "Users"],
  [`${home}/creators`, "Creators"],
  [`${home}/products`, "Products"],
  [`${home}/purchases`, "Purchases"],
  [`${home}/events`, "Events"],
  [`${home}/jobs`, "Jobs"],
  [`${home}/mail`, "Mail"],
  [`${home}/pages`, "Pages"],
  [`${home}/health`, "Health"],
] as const;

/** Beside the page where there is room, above it in one line that scrolls where there is not. */
export function OperationsNav({ openAlerts }: { openAlerts: number }) {
  const here = usePathname();
  const list = useRef<HTMLUListElement>(null);

  // Where the line is longer than the window, the present page's link may stand outside.
  useEffect(() => {
    const line = list.current?.parentElement;
    const current = list.current?.querySelector<HTMLElement>("[aria-current]");
    if (line && current && here) line.scrollLeft = current.offsetLeft - line.offsetLeft - 16;
  }, [here]);

  return (
    <nav
      aria-label="Operations"
      className="[scrollbar-width:none] max-lg:-mx-4 max-lg:overflow-x-auto max-lg:border-b max-lg:border-line max-lg:px-4 sm:max-lg:-mx-6 sm:max-lg:px-6 lg:sticky lg:top-24 lg:self-start"
    >
      <ul ref={list} className="flex gap-6 lg:grid lg:gap-0.5">
        {links.map(([href, label]) => {
          const current = href === home ? here === home : here === href || here.startsWith(`${href}/`);
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={current ? "page" : undefined}
                className={`flex h-11 items-center border-b-2 text-sm -outline-offset-2 lg:h-9 lg:rounded-md lg:border-0 lg:px-3 ${
                  current
                    ? "border-ink font-medium lg:bg-sunken"
                    : "border-transparent text-soft hover:text-ink lg:hover:bg-sunken"
                }`}
              >
                {label}
                {label === "Alerts" && openAlerts > 0 ? (
                  <span className="figures ml-2 rounded-sm bg-danger-wash px-1.5 text-xs leading-5 font-medium text-danger">
                    {String(openAlerts)}
                    <span className="sr-only"> open</span>
                  </span>
                ) : null}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
