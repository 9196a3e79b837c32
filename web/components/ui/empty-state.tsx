import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

interface EmptyStateProps {
  icon?: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** What a list says when it has nothing: why, and what to do next. */
export function EmptyState({ icon: Icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div
      className={cn(
        "grid justify-items-center gap-3 rounded-lg border border-dashed border-line-strong px-6 py-16 text-center",
        className,
      )}
    >
      {Icon ? <Icon aria-hidden className="size-6 text-soft" strokeWidth={1.5} /> : null}
      <h2 className="text-lg">{title}</h2>
      {children ? <div className="max-w-[48ch] text-sm text-soft">{children}</div> : null}
      {action ? <div className="mt-2 flex flex-wrap justify-center gap-3">{action}</div> : null}
    </div>
  );
}
