import { cn } from "@/lib/cn";

interface ProgressProps {
  label: string;
  /** 0 to 1; absent while it is not known. */
  value?: number;
  quiet?: boolean;
  className?: string;
}

export function Progress({ label, value, quiet, className }: ProgressProps) {
  return (
    <progress
      aria-label={label}
      className={cn("bar", className)}
      data-tone={quiet ? "quiet" : undefined}
      max={1}
      {...(value === undefined ? {} : { value })}
    />
  );
}
