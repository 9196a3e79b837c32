import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export const controlStyle =
  "w-full rounded-md border border-line-strong bg-raised px-3 text-base text-ink transition-colors duration-(--motion-quick) sm:text-sm aria-invalid:border-danger disabled:opacity-60 [&[readonly]]:bg-sunken";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={cn(controlStyle, "h-10", className)} {...props} />;
}

export function Textarea({ className, rows = 4, ...props }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={cn(controlStyle, "py-2 leading-6", className)} {...props} />;
}
