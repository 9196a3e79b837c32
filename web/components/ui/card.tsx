import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** A bordered sheet; never put one inside another. */
export function Card({ className, ...props }: ComponentProps<"section">) {
  return (
    <section className={cn("rounded-lg border border-line bg-raised p-5 sm:p-6", className)} {...props} />
  );
}
