import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

const tones = {
  neutral: "bg-sunken text-soft",
  good: "bg-accent-wash text-accent",
  warning: "bg-warning-wash text-warning",
  danger: "bg-danger-wash text-danger",
} as const;

export type Tone = keyof typeof tones;

export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={cn(
        "inline-flex h-6 max-w-full items-center rounded-sm px-2 text-xs font-medium whitespace-nowrap",
        tones[tone],
      )}
    >
      <span className="truncate">{children}</span>
    </span>
  );
}
