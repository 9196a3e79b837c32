import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** Scrolls sideways in its own box on narrow screens; the box can be reached by keyboard. */
export function Table({ className, label, ...props }: ComponentProps<"table"> & { label: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable to be scrolled by keys
      tabIndex={0}
      className="relative overflow-x-auto rounded-lg border border-line"
    >
      <table className={cn("w-full border-collapse text-left text-sm", className)} {...props} />
    </section>
  );
}

export function Th({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={cn("h-10 border-b border-line px-4 font-medium whitespace-nowrap text-soft", className)}
      {...props}
    />
  );
}

export function Td({ className, ...props }: ComponentProps<"td">) {
  return (
    <td
      className={cn("border-b border-line px-4 py-3 align-middle [tr:last-child>&]:border-b-0", className)}
      {...props}
    />
  );
}
