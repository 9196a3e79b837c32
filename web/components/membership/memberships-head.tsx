import type { ReactNode } from "react";
import Link from "@/components/ui/link";

/** The pages a studio has about memberships, and about whom it wants none of. */
export function MembershipsHead({
  handle,
  current,
  children,
}: {
  handle: string;
  current: "tiers" | "members" | "blocked";
  children?: ReactNode;
}) {
  const home = `/studio/${handle}/memberships`;
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-xl">Memberships</h1>
        {children}
      </div>
      <nav aria-label="Memberships">
        <ul className="flex gap-6 border-b border-line">
          {(
            [
              ["tiers", home, "Tiers"],
              ["members", `${home}/members`, "Members"],
              ["blocked", `${home}/blocked`, "Blocked"],
            ] as const
          ).map(([key, href, label]) => (
            <li key={key}>
              <Link
                href={href}
                aria-current={key === current ? "page" : undefined}
                className={`-mb-px flex h-10 items-center border-b-2 text-sm ${
                  key === current ? "border-ink font-medium" : "border-transparent text-soft hover:text-ink"
                }`}
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
