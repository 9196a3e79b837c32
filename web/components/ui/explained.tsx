import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

interface ExplainedProps {
  term: string;
  /** What the term means, in one or two plain sentences. */
  children: string;
  className?: string;
}

/**
 * A term whose meaning is one tap, key or hover away; works without scripts. On narrow screens the meaning takes the width of the
 * nearest positioned element around, which the caller makes one of.
 */
export function Explained({ term, children, className }: ExplainedProps): ReactNode {
  return (
    <details name="explained" className={cn("w-fit lg:relative", className)}>
      <summary
        title={children}
        className="list-none rounded-sm text-sm text-soft underline decoration-line-strong decoration-dotted underline-offset-4 hover:text-ink"
      >
        {term}
      </summary>
      <p className="absolute left-0 z-20 mt-1.5 max-lg:right-0 max-lg:max-w-80 rounded-md lg:w-64 border border-line bg-raised p-3 text-sm leading-5 font-normal text-ink shadow-raised">
        {children}
      </p>
    </details>
  );
}
